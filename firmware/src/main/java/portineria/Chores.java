package portineria;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.fetch.Ages;
import portineria.fetch.TrustedClock;
import portineria.net.tls.ServerNames;
import portineria.net.tls.ServerTls;
import portineria.store.Actor;
import portineria.store.Refusal;
import portineria.store.sqlite.SqliteStore;
import portineria.vault.audit.PersonalLogs;
import portineria.vault.retention.Sweeper;

/**
 * What is to be done now and then, on one thread: the store's small writes every minute; every ten
 * minutes a look whether the certificate still fits the box's addresses, whether this night's copy
 * of the index is made, and whether the logs were cleaned today; and all the time a look at the
 * messages on the disk. One chore that fails keeps neither the others nor its next turn.
 *
 * <p>After the night's copy comes the sweep, on a thread of its own, because it may take an hour
 * where the mail of a leaver goes. While the clock is not set it is tried again and again.
 */
final class Chores implements AutoCloseable {
  /** When an office sleeps; a box that was off then makes its copy when it is on again. */
  private static final LocalTime NIGHT = LocalTime.of(2, 0);

  /** All messages are read once in so many minutes: a week. */
  private static final int ROUND_MINUTES = 7 * 24 * 60;

  private static final Actor SWEEPS = new Actor("", "box");

  private static final Logger log = LoggerFactory.getLogger(Chores.class);

  private final SqliteStore store;
  private final TrustedClock clock;
  private final ServerTls tls;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chores").factory());

  private final ExecutorService sweeping =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("sweeping").factory());

  /** On which the logs were last cleaned. */
  private Optional<LocalDate> cleaned = Optional.empty();

  Chores(SqliteStore store, TrustedClock clock, ServerTls tls) {
    this.store = store;
    this.clock = clock;
    this.tls = tls;
  }

  /** What comes before the first door is opened. */
  void prepare() {
    tried(this::noteClock);
  }

  void begin() {
    every(1, this::housekeep);
    every(1, this::scrub);
    every(10, this::copy);
    every(10, () -> sweeping.execute(() -> tried(this::sweep)));
    every(10, this::cleanLogs);
    every(10, () -> tls.renew(ServerNames.ofThisMachine()));
  }

  private interface Chore {
    void run() throws IOException, Refusal;
  }

  private void every(int minutes, Chore chore) {
    var running =
        thread.scheduleWithFixedDelay(() -> tried(chore), minutes, minutes, TimeUnit.MINUTES);
    assert !running.isDone();
  }

  private static void tried(Chore chore) {
    try {
      chore.run();
    } catch (IOException | Refusal | RuntimeException e) {
      log.error("chore failed", e);
    }
  }

  private void housekeep() throws Refusal {
    store.housekeep();
    noteClock();
  }

  /** Remembers whether the times that are written down from now on can be believed. */
  private void noteClock() throws Refusal {
    if (!store.isReadOnly()) {
      Ages.asOf(clock, store);
    }
  }

  private void cleanLogs() throws Refusal {
    Optional<LocalDate> today = today();
    if (!cleaned.equals(today) && !store.isReadOnly() && new PersonalLogs(store, clock).clean()) {
      cleaned = today;
    }
  }

  private void scrub() throws Refusal {
    if (!store.isReadOnly()) {
      long octets = store.scrub().advance(ROUND_MINUTES);
      assert octets >= 0;
    }
  }

  private void copy() throws IOException {
    if (isDueTonight()) {
      store
          .safeCopy(clock.instant())
          .ifPresent(copy -> log.info("index copied file={}", copy.getFileName()));
    }
  }

  private boolean isDueTonight() {
    LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    return now.isAfter(NIGHT) && !store.isReadOnly();
  }

  /** Once a day; those that wait behind one that took its time find it done. */
  void sweep() throws Refusal {
    if (isDueTonight() && !Sweeper.last(store).map(Chores::day).equals(today())) {
      Sweeper.Report report =
          Sweeper.sweep(store, clock, SWEEPS, (looked, gone) -> !sweeping.isShutdown());
      if (report.clockTrusted()) {
        Sweeper.Tally sum = report.sum();
        log.info("swept messages={} octets={} held={}", sum.due(), sum.dueOctets(), sum.held());
      }
    }
  }

  private Optional<LocalDate> today() {
    return Optional.of(day(clock.instant()));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneId.systemDefault());
  }

  /** A sweep ends between two pages; an erasure that it has begun is the store's to finish. */
  @Override
  public void close() {
    thread.shutdown();
    sweeping.shutdown();
    try {
      for (ExecutorService one : List.of(thread, sweeping)) {
        if (!one.awaitTermination(5, TimeUnit.SECONDS)) {
          log.warn("a chore did not end in time");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
