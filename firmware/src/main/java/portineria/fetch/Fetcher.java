package portineria.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.store.Store;

/**
 * Pulls all sources, each on its own thread and schedule. Without {@link #start} nothing is fetched
 * but what {@link #fetchNow} asks for. For many threads.
 */
public final class Fetcher implements AutoCloseable {
  private final Equipment equipment;
  private final long seed;
  private final ReentrantLock lock = new ReentrantLock();

  /** Changed under the lock; whoever looks at one does not wait for it. */
  private final Map<String, SourceWorker> workers = new ConcurrentHashMap<>();

  private boolean scheduled;
  private boolean closed;

  /**
   * Knows the sources of {@code store} when it is told to start, or asked.
   *
   * @param seed for the jitter of the schedules
   */
  public Fetcher(
      Store store,
      SealedPasswords passwords,
      BackedUp backedUp,
      TrustedClock clock,
      FetchLimits limits,
      long seed) {
    this.equipment = new Equipment(store, passwords, new TrustCache(), backedUp, clock, limits);
    this.seed = seed;
  }

  /** From now on every source is fetched on its schedule. */
  public void start() {
    lock.lock();
    try {
      scheduled = true;
    } finally {
      lock.unlock();
    }
    changed();
  }

  /** Sources were added, changed, paused or removed: call it after every such change. */
  public void changed() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      Map<String, Source> sources = new HashMap<>();
      equipment.store().sources().all().forEach(source -> sources.put(source.name(), source));
      for (String name : List.copyOf(workers.keySet())) {
        Source source = sources.get(name);
        if (source == null) {
          end(name);
        } else {
          worker(source).changed(source);
        }
      }
      sources.values().forEach(this::worker);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fetches these sources, or all that are not paused if there are none, and waits until that is
   * done. A session that is under way already may have missed what came since: another one follows.
   *
   * @return what came of it, in the order of {@code names}
   * @throws Refusal with {@code NONEXISTENT} if there is no such source; then nothing is fetched
   */
  public List<FetchResult> fetchNow(List<String> names, ProgressListener listener)
      throws Refusal, InterruptedException {
    List<SourceWorker> asked = new ArrayList<>();
    for (Source source : sources(names)) {
      asked.add(worker(source));
    }
    List<CompletableFuture<FetchResult>> waiting = new ArrayList<>();
    asked.forEach(worker -> waiting.add(worker.ask(listener)));
    List<FetchResult> results = new ArrayList<>();
    for (CompletableFuture<FetchResult> each : waiting) {
      try {
        results.add(each.get());
      } catch (ExecutionException e) {
        throw new AssertionError("results are only ever completed", e);
      }
    }
    return results;
  }

  private List<Source> sources(List<String> names) throws Refusal {
    if (names.isEmpty()) {
      return equipment.store().sources().all().stream().filter(source -> !source.paused()).toList();
    }
    List<Source> sources = new ArrayList<>();
    for (String name : names) {
      sources.add(source(name));
    }
    return sources;
  }

  private Source source(String name) throws Refusal {
    Optional<Source> source = equipment.store().sources().source(name);
    return source.orElseThrow(
        () ->
            new Refusal(
                Refusal.Reason.NONEXISTENT,
                "There is no source " + name + "; see `portineria source list`."));
  }

  /** Connects to a source, logs in and looks, without fetching. */
  public SourceCheck check(String name) throws Refusal, InterruptedException {
    Source source = source(name);
    return worker(source).visit().check(source);
  }

  /** The same with one that is not stored yet; of what is stored nothing changes. */
  public SourceCheck tryOut(Source source) throws InterruptedException {
    return new Visit(source.name(), equipment).check(source);
  }

  /** How a source was last found; fresher than what the store remembers. */
  public Status status(String name) throws Refusal {
    return worker(source(name)).visit().status();
  }

  /** How a source is just now; empty where this fetcher has nothing to do with it. */
  public Optional<Live> live(String name) {
    return Optional.ofNullable(workers.get(name)).map(SourceWorker::live);
  }

  /**
   * What lies upstream still, and why, as of the last session and as far as is known without
   * another; reasons that hold for no message are not in it.
   *
   * @throws Refusal with {@code NONEXISTENT} if there is no such source
   */
  public Map<Left, Integer> left(String name) throws Refusal {
    Source source = source(name);
    Store store = equipment.store();
    Deletions deletions =
        new Deletions(source.keep(), Ages.asOf(equipment.clock(), store), equipment.backedUp());
    Status status = live(name).map(Live::status).orElseGet(() -> store.sources().status(name));
    return Left.count(source, status, store.sources().intake(name), deletions);
  }

  private SourceWorker worker(Source source) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the fetcher was stopped");
      }
      SourceWorker worker = workers.get(source.name());
      if (worker == null) {
        worker = new SourceWorker(source, equipment, seed);
        workers.put(source.name(), worker);
        worker.start();
      }
      if (scheduled) {
        worker.schedule();
      }
      return worker;
    } finally {
      lock.unlock();
    }
  }

  /** Before a source of the same name may begin. */
  private void end(String name) {
    SourceWorker worker = workers.remove(name);
    if (worker != null) {
      worker.stop();
      join(worker);
    }
  }

  private static void join(SourceWorker worker) {
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all sessions; what was delivered is durable, and nothing that was not is deleted. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      workers.values().forEach(SourceWorker::stop);
      workers.values().forEach(Fetcher::join);
      workers.clear();
    } finally {
      lock.unlock();
    }
  }
}
