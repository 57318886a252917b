package portineria.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.search.SearchIndex.Watcher;
import portineria.store.Arrivals;
import portineria.store.MessageId;
import portineria.store.Store;
import portineria.store.Subscription;
import portineria.store.sqlite.database.Gate;
import portineria.store.sqlite.database.Trouble;

/**
 * Keeps the index up to date: one platform thread, which alone writes, and which does what others
 * want done with the file between two batches of messages. What waits for it is a mark and a few
 * tasks, so that any number of arrivals costs nothing.
 *
 * <p>While mail keeps coming it rests three times as long as it works, because others have more
 * urgent things to do with processor and disk.
 */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  /** How often a watcher is told. */
  private static final long TELL_MILLISECONDS = 200;

  /** How much longer than its work a rest is. */
  private static final int REST = 3;

  private static final long MILLISECOND = 1_000_000;

  private final Arrivals arrivals;
  private final SearchLimits limits;
  private final IndexPlace place;
  private final Upkeep upkeep;
  private final Thread thread;

  /** Whether nobody else may be writing the file. */
  private final boolean owns;

  /** Under the lock of this, as all that follows. */
  private final Deque<Task> tasks = new ArrayDeque<>();

  private boolean begun;
  private boolean closed;
  private boolean knocked;
  private long done;
  private Optional<String> trouble = Optional.empty();

  Keeper(Path folder, Store store, SearchLimits limits, Room room, Gate gate, boolean owns) {
    this.owns = owns;
    this.arrivals = store.arrivals();
    this.limits = limits;
    this.place = new IndexPlace(folder, limits.readers(), gate);
    this.upkeep = new Upkeep(store, limits, room, place);
    this.thread = Thread.ofPlatform().name("search-keeper").daemon().unstarted(this::run);
  }

  /** What others want done with the file. */
  private record Task(Work work, CompletableFuture<Boolean> done) {
    Task(Work work) {
      this(work, new CompletableFuture<>());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  synchronized void begin() {
    if (!owns) {
      throw new IllegalStateException("the index is another process's");
    }
    if (!begun && !closed) {
      begun = true;
      place.close(); // what was only looked into
      thread.start();
    }
  }

  /** The index, as far as there is one. Where nobody keeps it, the file is only looked into. */
  Optional<IndexFile> file() {
    if (place.file().isEmpty()) {
      lookInto();
    }
    return place.file();
  }

  private synchronized void lookInto() {
    if (!begun && !closed && place.file().isEmpty()) {
      place.openReading(arrivals.generation());
    }
  }

  synchronized Optional<Progress> progress() {
    return begun ? Optional.of(now(arrivals.last().value())) : Optional.empty();
  }

  /**
   * Takes messages out, as {@link portineria.store.Derived} says. A message that is being taken in
   * meanwhile stands in the batch before this; one that comes after it can't be read any more.
   */
  void erase(List<MessageId> messages) throws IOException {
    perform(() -> upkeep.erase(messages));
  }

  void renew() throws IOException {
    perform(upkeep::throwAway);
  }

  void catchUp(Watcher watcher) throws IOException {
    begin();
    long all = arrivals.last().value();
    Progress now = now(all);
    while (!now.isDone() && watcher.sees(now)) {
      if (now.trouble().isPresent()) {
        throw new IOException("the search index can't be kept: " + now.trouble().get());
      }
      awaitNews();
      now = now(all);
    }
  }

  private synchronized Progress now(long all) {
    return new Progress(done, all, trouble);
  }

  private synchronized void awaitNews() throws IOException {
    if (closed) {
      throw new IOException("the box closes: the search index is made when it runs again");
    }
    long before = done;
    long begin = System.nanoTime();
    long left = TELL_MILLISECONDS;
    try {
      while (left > 0 && done == before && !closed) {
        wait(left);
        left = TELL_MILLISECONDS - (System.nanoTime() - begin) / MILLISECOND;
      }
    } catch (InterruptedException end) {
      closed = true;
    }
  }

  /** Has something done by the thread, and waits for it. */
  private void perform(Work work) throws IOException {
    begin();
    Task task = new Task(work);
    add(task);
    try {
      task.done.join();
    } catch (CompletionException failed) {
      throw new IOException("the search index: " + failed.getMessage(), failed);
    }
  }

  private synchronized void add(Task task) throws IOException {
    if (closed) {
      throw new IOException("the search index is closed");
    }
    tasks.add(task);
    notifyAll();
  }

  /** A question got no answer from the index. */
  void doubt(IndexFile asked, UncheckedIOException failed) {
    if (trouble(failed) != Trouble.CORRUPT) {
      LOG.info("search unanswered cause=\"{}\"", String.valueOf(failed.getCause()));
      return;
    }
    LOG.error("search damaged, made anew", failed);
    Task renew =
        new Task(
            () -> {
              if (place.file().filter(present -> present == asked).isPresent()) {
                upkeep.throwAway();
              }
            });
    synchronized (this) {
      if (begun) {
        tasks.add(renew);
        notifyAll();
      }
    }
  }

  private static Trouble trouble(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Trouble.of(sql);
      }
    }
    return Trouble.OTHER;
  }

  /** On the commit path: sets a mark. */
  private synchronized void knock() {
    knocked = true;
    notifyAll();
  }

  private void run() {
    try (Subscription subscription = arrivals.subscribe(this::knock)) {
      assert subscription != null;
      while (!isClosed()) {
        step();
      }
    } finally {
      place.close();
      refuseAll();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized boolean isWanted() {
    return closed || !tasks.isEmpty();
  }

  private void step() {
    long start = System.nanoTime();
    try {
      Optional<Task> task = next();
      if (task.isPresent()) {
        run(task.get());
      } else if (upkeep.advance(this::isWanted)) {
        tell(Optional.empty());
        rest(REST * (System.nanoTime() - start));
      } else {
        tell(Optional.empty());
        await();
      }
    } catch (IOException | SQLException | RuntimeException failed) {
      fails(failed);
      await(limits.patience().toNanos());
    }
  }

  private synchronized Optional<Task> next() {
    knocked = false;
    return Optional.ofNullable(tasks.poll());
  }

  private void run(Task task) {
    try {
      task.work.run();
      tell(Optional.empty());
      task.done.complete(true);
    } catch (IOException | RuntimeException failed) {
      task.done.completeExceptionally(failed);
    }
  }

  private synchronized void tell(Optional<String> what) {
    done = upkeep.reached();
    trouble = what;
    notifyAll();
  }

  /** An index that SQLite can't write is begun anew, unless all it lacks is room. */
  private void fails(Exception failed) {
    Optional<String> why = Optional.of(String.valueOf(failed.getMessage()));
    if (!(failed instanceof IOException)) {
      LOG.error("search failed", failed);
    } else if (!isTold(why)) {
      LOG.warn("search waits cause=\"{}\"", failed.getMessage());
    }
    if (failed instanceof SQLException sql && Trouble.of(sql) != Trouble.FULL) {
      try {
        upkeep.throwAway();
      } catch (IOException stuck) {
        why = Optional.of("it is damaged and can't be deleted: " + stuck.getMessage());
      }
    }
    tell(why);
  }

  private synchronized boolean isTold(Optional<String> why) {
    return trouble.equals(why);
  }

  /** Gives way to those who bring mail, if there are any. */
  private synchronized void rest(long nanos) {
    if (knocked) {
      await(nanos);
    }
  }

  /** Waits for new mail or something to do. */
  private synchronized void await() {
    try {
      while (!knocked && !isWanted()) {
        wait();
      }
    } catch (InterruptedException end) {
      closed = true;
    }
  }

  /** Waits so long, or until there is something to do. */
  private synchronized void await(long nanos) {
    long begin = System.nanoTime();
    long left = nanos;
    try {
      while (left > 0 && !isWanted()) {
        wait(Math.max(1, left / MILLISECOND));
        left = nanos - (System.nanoTime() - begin);
      }
    } catch (InterruptedException end) {
      closed = true;
    }
  }

  private void refuseAll() {
    for (Optional<Task> task = next(); task.isPresent(); task = next()) {
      task.get().done.completeExceptionally(new IOException("the search index is closed"));
    }
  }

  /** Finishes the message that is being read. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    place.close();
  }
}
