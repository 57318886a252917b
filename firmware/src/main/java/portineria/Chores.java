package portineria;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.net.tls.ServerNames;
import portineria.net.tls.ServerTls;
import portineria.store.Refusal;
import portineria.store.sqlite.SqliteStore;

/**
 * What is to be done now and then, on one thread: the store's small writes every minute; every ten
 * minutes a look whether the certificate still fits the box's addresses, and whether this night's
 * copy of the index is made; and all the time a look at the messages on the disk. One chore that
 * fails keeps neither the others nor its next turn.
 */
final class Chores implements AutoCloseable {
  /** When an office sleeps; a box that was off then makes its copy when it is on again. */
  private static final LocalTime NIGHT = LocalTime.of(2, 0);

  /** All messages are read once in so many minutes: a week. */
  private static final int ROUND_MINUTES = 7 * 24 * 60;

  private static final Logger log = LoggerFactory.getLogger(Chores.class);

  private final SqliteStore store;
  private final ServerTls tls;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("chores").factory());

  Chores(SqliteStore store, ServerTls tls) {
    this.store = store;
    this.tls = tls;
  }

  void begin() {
    every(1, this::housekeep);
    every(1, this::scrub);
    every(10, this::copy);
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
  }

  private void scrub() throws Refusal {
    if (!store.isReadOnly()) {
      long octets = store.scrub().advance(ROUND_MINUTES);
      assert octets >= 0;
    }
  }

  private void copy() throws IOException {
    Instant now = Instant.now();
    if (LocalTime.ofInstant(now, ZoneId.systemDefault()).isAfter(NIGHT) && !store.isReadOnly()) {
      store.safeCopy(now).ifPresent(copy -> log.info("index copied file={}", copy.getFileName()));
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        log.warn("a chore did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
