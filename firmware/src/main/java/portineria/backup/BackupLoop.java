package portineria.backup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes backups by itself, on a thread of its own: hourly to what is there, folders and disks; once
 * a night to what is far away. What failed is tried again after an hour. Where messages are damaged
 * on the box's own disk, they are healed from a target before each backup to it.
 */
public final class BackupLoop implements AutoCloseable {
  private static final Duration HOUR = Duration.ofHours(1);

  /** When an office sleeps, and its line to the provider is free. */
  private static final LocalTime NIGHT = LocalTime.of(2, 30);

  private static final Logger log = LoggerFactory.getLogger(BackupLoop.class);

  private final Backups backups;
  private final Visit visit;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("backup-loop").factory());

  /** What is done at a target besides a backup. */
  @FunctionalInterface
  public interface Visit {
    /** Done before a backup, which does not depend on how it ends. */
    void at(Target target) throws IOException;
  }

  public BackupLoop(Backups backups, Visit visit, InstantSource clock, ZoneId zone) {
    this.backups = backups;
    this.visit = visit;
    this.clock = clock;
    this.zone = zone;
  }

  /** From now on; the recovery words of a new box are made first. */
  public void begin() {
    thread.execute(this::prepare);
    var running = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES);
    assert !running.isDone();
  }

  private void prepare() {
    try {
      backups.tidyUp();
      RecoveryWords words = backups.words();
      assert words.words().size() == RecoveryWords.COUNT;
    } catch (IOException e) {
      log.error("backups can't be prepared", e);
    }
  }

  /** Makes the backups that are due, one after the other. */
  void look() {
    for (Target target : backups.there()) {
      Instant now = clock.instant();
      if (isDue(target, now)) {
        visit(target);
        run(target);
      }
    }
  }

  private void visit(Target target) {
    try {
      visit.at(target);
    } catch (IOException failed) {
      log.warn("nothing was healed target={} cause=\"{}\"", target.name(), failed.getMessage());
    } catch (RuntimeException bug) {
      log.error("healing failed by a bug target={}", target.name(), bug);
    }
  }

  private void run(Target target) {
    try {
      Run run = backups.run(target.name(), Watch.NOBODY);
      assert run.green() : "whatever else is thrown";
    } catch (IOException toldAlready) {
      // It is in the log and in the list of its backups.
    } catch (RuntimeException bug) {
      log.error("backup failed by a bug target={}", target.name(), bug);
    }
  }

  private boolean isDue(Target target, Instant now) {
    Optional<Instant> last = backups.lastBegun(target);
    if (last.filter(before -> isWithin(HOUR, before, now)).isPresent()) {
      return false;
    }
    return target.place().isLocal() || isNightly(target, now);
  }

  /** A clock that was set back must not put an end to backups. */
  private static boolean isWithin(Duration time, Instant before, Instant now) {
    return !before.isAfter(now) && before.plus(time).isAfter(now);
  }

  /** Whether there is none since the last night began; a box that was off then makes up for it. */
  private boolean isNightly(Target target, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate day = LocalTime.ofInstant(now, zone).isBefore(NIGHT) ? today.minusDays(1) : today;
    Instant night = day.atTime(NIGHT).atZone(zone).toInstant();
    return target
        .lastGreen()
        .filter(run -> !run.began().isBefore(night) && !run.began().isAfter(now))
        .isEmpty();
  }

  @Override
  public void close() {
    thread.shutdownNow(); // a backup that runs is ended by whom it belongs to
  }
}
