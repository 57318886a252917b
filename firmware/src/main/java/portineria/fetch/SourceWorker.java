package portineria.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Source;

/**
 * One source's thread: waits until it is time or somebody asks, has a session, rests.
 *
 * <p>Other threads knock: {@link #ask}, {@link #changed}, {@link #stop}. What they leave is guarded
 * by the lock; everything else belongs to the thread. The rests are measured by the clock that no
 * time server sets.
 */
final class SourceWorker {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWorker.class);

  /** The first session after a start is soon, but not of all sources at once. */
  private static final Duration FIRST_REST_MAX = Duration.ofSeconds(2);

  private final String name;
  private final Equipment equipment;
  private final Visit visit;
  private final SplittableRandom random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition knock = lock.newCondition();
  private final List<Request> requests = new ArrayList<>();
  private final Thread thread;
  private boolean scheduled;
  private boolean changed;
  private boolean stopped;
  private boolean over;
  private Source source;
  private long nextNanos;
  private long notBeforeNanos;
  private Optional<Kind> lastKind = Optional.empty();
  private int failuresInRow;

  /** Written by the thread, read by whoever looks. */
  private volatile Optional<Outcome> last = Optional.empty();

  private volatile boolean underWay;

  /** Somebody waits for a session that begins from now on. */
  record Request(ProgressListener listener, CompletableFuture<FetchResult> result) {}

  SourceWorker(Source source, Equipment equipment, long seed) {
    this.name = source.name();
    this.source = source;
    this.equipment = equipment;
    this.visit = new Visit(name, equipment);
    this.random = new SplittableRandom(seed ^ name.hashCode());
    this.thread = Thread.ofVirtual().name("fetch " + name).unstarted(this::run);
    this.nextNanos = System.nanoTime();
    this.notBeforeNanos = nextNanos;
  }

  void start() {
    thread.start();
  }

  /** From now on there are sessions without anybody asking for them. */
  void schedule() {
    locked(
        () -> {
          if (!scheduled) {
            double share = random.nextDouble();
            long most = Math.min(FIRST_REST_MAX.toNanos(), source.every().toNanos() / 2);
            long first = System.nanoTime() + (long) (share * most);
            nextNanos = first - nextNanos > 0 ? first : nextNanos;
          }
          scheduled = true;
        });
  }

  CompletableFuture<FetchResult> ask(ProgressListener listener) {
    Request request = new Request(listener, new CompletableFuture<>());
    listener.progressed(Progress.at(name, Phase.WAITING));
    locked(
        () -> {
          if (over) {
            answer(List.of(request), failed("The fetcher was stopped."));
          } else {
            requests.add(request);
          }
        });
    return request.result();
  }

  /** The source may have other settings now. */
  void changed(Source now) {
    locked(
        () -> {
          changed |= !now.equals(source);
          source = now;
        });
  }

  /** Ends the session that is under way, and then the thread. */
  void stop() {
    locked(() -> stopped = true);
    visit.stop();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  Visit visit() {
    return visit;
  }

  /** The outcome is looked at first: it is written after the status. */
  Live live() {
    Optional<Outcome> came = last;
    return Live.of(visit.status(), came, underWay, next());
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
      knock.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (Optional<Source> next = await(); next.isPresent(); next = await()) {
        session(next.get());
      }
    } finally {
      locked(() -> over = true);
      answer(takeRequests(), failed("The fetcher was stopped."));
    }
  }

  /** Waits for the next session; empty when there will be none. */
  private Optional<Source> await() {
    lock.lock();
    try {
      for (long rest = rest(); rest > 0 && !stopped; rest = rest()) {
        knock.await(rest, TimeUnit.NANOSECONDS);
      }
      return stopped ? Optional.empty() : Optional.of(source);
    } catch (InterruptedException e) {
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private long rest() {
    if (changed) {
      changed = false;
      nextNanos = System.nanoTime();
      failuresInRow = 0;
      visit.forget();
    }
    refuseLongWaits();
    return planned();
  }

  /** How long it is until the next session as things are; for ever where none is planned. */
  private long planned() {
    long now = System.nanoTime();
    if (!requests.isEmpty()) {
      return notBeforeNanos - now;
    }
    boolean due = scheduled && !source.paused();
    return due ? Math.max(nextNanos - now, notBeforeNanos - now) : Long.MAX_VALUE;
  }

  /** When the next session begins by the box's clock. */
  private Optional<Instant> next() {
    lock.lock();
    try {
      long rest = planned();
      return stopped || rest == Long.MAX_VALUE
          ? Optional.empty()
          : Optional.of(equipment.clock().instant().plusNanos(Math.max(0, rest)));
    } finally {
      lock.unlock();
    }
  }

  /** The server's wish for a break is respected, but nobody is kept waiting for a long one. */
  private void refuseLongWaits() {
    Duration wait = Duration.ofNanos(notBeforeNanos - System.nanoTime());
    if (wait.compareTo(equipment.limits().checkWait()) > 0) {
      refuse("The server wants a break between logins: try in " + ProgressLine.time(wait) + ".");
    }
  }

  private void refuse(String problem) {
    List<Request> asked = takeRequests();
    if (!asked.isEmpty()) {
      FetchResult result = failed(problem);
      last = Optional.of(new Outcome(equipment.clock().instant(), result, false));
      answer(asked, result);
    }
  }

  private void session(Source now) {
    List<Request> asked = takeRequests();
    underWay = true;
    ProgressMeter meter = new ProgressMeter(name, progress -> tell(asked, progress));
    Outcome outcome = visited(now, !asked.isEmpty(), meter);
    last = Optional.of(outcome);
    underWay = false;
    answer(asked, outcome.result());
  }

  private Outcome visited(Source now, boolean eager, ProgressMeter meter) {
    try {
      Report report = visit.fetch(now, eager, meter);
      rest(now, report);
      return new Outcome(lastAttempt(), result(report), true);
    } catch (UpstreamTrouble trouble) {
      rest(now, trouble.kind());
      return new Outcome(lastAttempt(), broken(meter, trouble.sentence()), false);
    } catch (RuntimeException | Error bug) {
      // Whatever it is, also a lack of memory: a source that is not fetched any more is the worst.
      LOG.error("source={} event=bug", name, bug);
      rest(now, Kind.TEMPORARY);
      String problem = "A defect of this box kept it from fetching; the journal has the details.";
      return new Outcome(equipment.clock().instant(), broken(meter, problem), false);
    }
  }

  private Instant lastAttempt() {
    return visit.status().lastAttempt().orElseGet(equipment.clock()::instant);
  }

  private FetchResult result(Report report) {
    return new FetchResult(
        name,
        report.delivered(),
        report.octets(),
        report.deleted(),
        report.unfetched(),
        report.problem());
  }

  private void tell(List<Request> asked, Progress progress) {
    asked.forEach(request -> request.listener().progressed(progress));
    waiting().forEach(request -> request.listener().progressed(progress));
  }

  private void rest(Source now, Report report) {
    locked(
        () -> {
          failuresInRow = 0;
          long ended = System.nanoTime();
          nextNanos = ended + BackOff.jittered(now.every(), random).toNanos();
          report
              .loginDelaySeconds()
              .ifPresent(seconds -> notBeforeNanos = ended + TimeUnit.SECONDS.toNanos(seconds));
        });
  }

  private void rest(Source now, Kind kind) {
    locked(
        () -> {
          boolean again = failuresInRow > 0 && lastKind.equals(Optional.of(kind));
          failuresInRow = again ? failuresInRow + 1 : 1;
          lastKind = Optional.of(kind);
          Duration rest = BackOff.after(kind, failuresInRow, now.every());
          nextNanos = System.nanoTime() + BackOff.jittered(rest, random).toNanos();
          notBeforeNanos = kind == Kind.LOGIN_DELAY ? nextNanos : notBeforeNanos;
        });
  }

  /** What was delivered before is delivered. */
  private FetchResult broken(ProgressMeter meter, String problem) {
    return new FetchResult(name, meter.delivered(), meter.octets(), 0, 0, Optional.of(problem));
  }

  private FetchResult failed(String problem) {
    return new FetchResult(name, 0, 0, 0, 0, Optional.of(problem));
  }

  private static void answer(List<Request> asked, FetchResult result) {
    asked.forEach(request -> request.result().complete(result));
  }

  private List<Request> takeRequests() {
    lock.lock();
    try {
      List<Request> taken = List.copyOf(requests);
      requests.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private List<Request> waiting() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }
}
