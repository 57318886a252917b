package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Derived;
import portineria.store.MessageId;
import portineria.store.Summaries;

/**
 * The cache of what was derived from messages: {@code cache.db}. It is written without forcing, by
 * a thread of its own; whatever is wrong with it, it is thrown away and begun anew. Each summary
 * has a checksum, because a power cut may leave anything in a file that was not forced.
 */
final class SummaryCache implements Summaries, Derived, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SummaryCache.class);

  /** Summaries that wait to be written; what comes beyond is forgotten. */
  private static final long WAITING_OCTETS_MAX = 8 * 1024 * 1024;

  /** Written in one transaction. */
  private static final int BATCH = 512;

  private final Optional<Path> file;
  private final long generation;
  private final BooleanSupplier roomy;
  private final BlockingQueue<Long> queue = new LinkedBlockingQueue<>();
  private final Map<Long, ByteBuffer> waiting = new ConcurrentHashMap<>();
  private final AtomicLong waitingOctets = new AtomicLong();

  /**
   * Messages that were erased, or were damaged: who had one in hand may still come and save its
   * summary.
   */
  private final Set<Long> erased = ConcurrentHashMap.newKeySet();

  private final Queue<Forgetting> forgetting = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  /** Set by the own thread. */
  private volatile Optional<SummaryFile> open = Optional.empty();

  private volatile boolean broken;

  private volatile boolean ended;

  /** Message numbers begin at 1. */
  private static final Long WAKE = 0L;

  private static final Long END = -1L;

  private SummaryCache(Optional<Path> file, long generation, BooleanSupplier roomy) {
    this.file = file;
    this.generation = generation;
    this.roomy = roomy;
    this.thread = Thread.ofPlatform().daemon().name("store-summaries").unstarted(this::run);
  }

  /**
   * Opens the cache for the index of this {@code generation}; a cache of any other one is thrown
   * away.
   *
   * @param roomy whether the disk has room for more: a cache must not fill it
   */
  static SummaryCache open(Path file, long generation, BooleanSupplier roomy) {
    SummaryCache cache = new SummaryCache(Optional.of(file), generation, roomy);
    cache.reopen();
    cache.thread.start();
    return cache;
  }

  /** One that remembers nothing for long. */
  static SummaryCache none() {
    SummaryCache cache = new SummaryCache(Optional.empty(), 0, () -> false);
    cache.thread.start();
    return cache;
  }

  @Override
  public List<Optional<ByteBuffer>> load(List<MessageId> messages) {
    // First: what is written meanwhile is no longer here, but on the disk.
    List<Optional<ByteBuffer>> still =
        messages.stream().map(one -> Optional.ofNullable(waiting.get(one.value()))).toList();
    long[] sorted = messages.stream().mapToLong(MessageId::value).sorted().distinct().toArray();
    List<Optional<ByteBuffer>> kept = read(sorted);
    List<Optional<ByteBuffer>> answer = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      long message = messages.get(i).value();
      Optional<ByteBuffer> known =
          still.get(i).isPresent() ? still.get(i) : kept.get(Arrays.binarySearch(sorted, message));
      answer.add(
          erased.contains(message) ? Optional.empty() : known.map(ByteBuffer::asReadOnlyBuffer));
    }
    return answer;
  }

  private List<Optional<ByteBuffer>> read(long[] messages) {
    List<Optional<ByteBuffer>> nothing = Collections.nCopies(messages.length, Optional.empty());
    Optional<SummaryFile> present = open;
    if (present.isEmpty()) {
      return nothing;
    }
    try {
      return present.get().load(messages);
    } catch (UncheckedIOException unreadable) {
      LOG.warn("cache-unreadable cause={}", String.valueOf(unreadable.getCause()));
      broken = true;
      queue.add(WAKE);
      return nothing;
    }
  }

  @Override
  public void save(MessageId message, ByteBuffer summary) {
    ByteBuffer copy = ByteBuffer.allocate(summary.remaining()).put(summary.duplicate()).flip();
    if (waitingOctets.get() + copy.remaining() > WAITING_OCTETS_MAX
        || erased.contains(message.value())) {
      return;
    }
    ByteBuffer before = waiting.put(message.value(), copy);
    waitingOctets.addAndGet(copy.remaining());
    if (before == null) {
      queue.add(message.value());
    } else {
      waitingOctets.addAndGet(-before.remaining());
    }
  }

  /** Something to be forgotten, and who waits for that. */
  private record Forgetting(String messages, CompletableFuture<Boolean> done) {}

  private static String ids(List<MessageId> messages) {
    return messages.stream()
        .map(message -> Long.toString(message.value()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Override
  public void forget(List<MessageId> messages) throws IOException {
    messages.forEach(message -> erased.add(message.value()));
    Forgetting one = new Forgetting(ids(messages), new CompletableFuture<>());
    forgetting.add(one);
    queue.add(WAKE);
    if (ended || !one.done.join()) {
      throw new IOException("the cache of summaries can't be cleared");
    }
  }

  /** As {@link #forget}, without waiting: for what may have been made from damaged octets. */
  void forgetSoon(List<MessageId> messages) {
    messages.forEach(message -> erased.add(message.value()));
    forgetting.add(new Forgetting(ids(messages), new CompletableFuture<>()));
    queue.add(WAKE);
  }

  private void run() {
    try {
      List<Long> batch = new ArrayList<>();
      while (!batch.contains(END)) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch, BATCH);
        if (broken) {
          reopen();
        }
        write(batch);
        forgetAll();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      forgetting.forEach(left -> left.done.complete(false));
    }
  }

  private void forgetAll() {
    for (Forgetting next = forgetting.poll(); next != null; next = forgetting.poll()) {
      next.done.complete(isForgotten(next.messages));
    }
  }

  /** A cache from which something can't be taken goes as a whole. */
  private boolean isForgotten(String messages) {
    try {
      if (open.isPresent()) {
        open.get().forget(messages);
        return true;
      }
    } catch (SQLException failed) {
      LOG.warn("cache-discarded cause={}", failed.getMessage());
    }
    close(open);
    open = Optional.empty();
    try {
      if (file.isPresent()) {
        delete(file.get());
      }
    } catch (IOException failed) {
      LOG.warn("cache-undeleted cause={}", failed.getMessage());
      return false;
    }
    reopen();
    return true;
  }

  private void write(List<Long> batch) {
    Map<Long, ByteBuffer> summaries = new HashMap<>();
    for (Long message : batch) {
      ByteBuffer summary = waiting.get(message);
      if (summary != null) {
        summaries.put(message, summary);
      }
    }
    Map<Long, ByteBuffer> kept = new HashMap<>(summaries);
    kept.keySet().removeAll(erased);
    Optional<SummaryFile> present = open;
    if (present.isPresent() && !kept.isEmpty() && roomy.getAsBoolean()) {
      try {
        present.get().save(kept);
      } catch (SQLException failed) {
        LOG.warn("cache-unwritable cause={}", failed.getMessage());
        broken = true;
      }
    }
    summaries.forEach(
        (message, summary) -> {
          if (waiting.remove(message, summary)) {
            waitingOctets.addAndGet(-summary.remaining());
          } else {
            queue.add(message); // there is a newer one already
          }
        });
  }

  /** Opens what is there, or begins anew. Without a cache all is slower, and nothing else. */
  private void reopen() {
    close(open);
    open = Optional.empty();
    broken = false;
    if (file.isPresent()) {
      try {
        open = SummaryFile.open(file.get(), generation);
        if (open.isEmpty()) {
          delete(file.get());
          open = SummaryFile.open(file.get(), generation);
        }
      } catch (IOException failed) {
        LOG.warn("cache-unavailable cause={}", failed.getMessage());
      }
    }
  }

  private static void delete(Path file) throws IOException {
    for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    }
  }

  private static void close(Optional<SummaryFile> open) {
    if (open.isPresent()) {
      try {
        open.get().close();
      } catch (SQLException failed) {
        LOG.warn("cache-unclosable cause={}", failed.getMessage());
      }
    }
  }

  @Override
  public void close() {
    queue.add(END);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    close(open);
  }
}
