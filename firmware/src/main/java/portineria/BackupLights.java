package portineria;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.Onlooker;
import portineria.backup.Place;
import portineria.backup.Target;
import portineria.front.BackupStage;

/**
 * What the lights say of backups, whoever began them: the button, the box by itself, a command.
 *
 * <p>Done is said until the disk is unplugged; of what nobody unplugs, a folder for instance, for a
 * minute. Failed is said until the next backup to the same target begins, or somebody presses the
 * button: a person who has two disks plugged in must not see that all is well because the second
 * one is. For the same reason whoever cancels a backup does not see the green of an earlier one.
 */
final class BackupLights implements Onlooker, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BackupLights.class);

  private static final int LOOK_SECONDS = 2;
  private static final int LOOKS_AT_A_FOLDER = 30;

  /** Stands for no target being there. */
  private static final String NONE = "";

  private final Consumer<BackupStage> front;
  private final Predicate<Target> isThere;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("backup-lights").factory());

  /** Guarded by this object, as is what follows. */
  private final Set<String> failed = new TreeSet<>();

  /** Disks that were wanted and not plugged in: one of several in turn is enough. */
  private final Set<String> missed = new TreeSet<>();

  private boolean underWay;

  /** Whose disk may be unplugged. */
  private Optional<Target> done = Optional.empty();

  /** How often a folder is still said to be done. */
  private int left;

  BackupLights(Consumer<BackupStage> front, Predicate<Target> isThere) {
    this.front = front;
    this.isThere = isThere;
  }

  /** From now on it notices when a disk is unplugged. */
  void begin() {
    var running =
        thread.scheduleWithFixedDelay(this::tried, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    assert !running.isDone();
  }

  @Override
  public synchronized void sees(Target target, Moment moment) {
    underWay = isUnderWay(moment);
    switch (moment) {
      case BEGAN -> {
        failed.remove(target.name());
        failed.remove(NONE);
        missed.remove(target.name());
        front.accept(BackupStage.RUNNING);
      }
      case READS_BACK -> front.accept(BackupStage.VERIFYING);
      case GREEN -> {
        if (isDisk(target)) {
          missed.clear();
        }
        if (isDisk(target) || done.filter(BackupLights::isDisk).isEmpty()) {
          done = Optional.of(target);
          left = LOOKS_AT_A_FOLDER;
        }
        show();
      }
      case FAILED -> {
        failed.add(target.name());
        show();
      }
      case ABSENT -> {
        (isDisk(target) ? missed : failed).add(target.name());
        show();
      }
      case CANCELLED -> {
        done = Optional.empty();
        show();
      }
      case ENDED -> show();
      case REMOVED -> {
        failed.remove(target.name());
        missed.remove(target.name());
        if (done.filter(one -> one.name().equals(target.name())).isPresent()) {
          done = Optional.empty();
        }
        show();
      }
    }
  }

  private boolean isUnderWay(Moment moment) {
    return switch (moment) {
      case BEGAN, READS_BACK -> true;
      case GREEN, FAILED, CANCELLED, ENDED -> false;
      case ABSENT, REMOVED -> underWay; // another one may be
    };
  }

  /** Somebody has pressed the button, and knows what has failed. */
  synchronized void pressed() {
    failed.clear();
    missed.clear();
  }

  /** Somebody wants a backup, and there is nothing to make one to. */
  synchronized void foundNothing() {
    failed.add(NONE);
    show();
  }

  private void show() {
    if (!underWay) {
      front.accept(
          !failed.isEmpty() || !missed.isEmpty()
              ? BackupStage.FAILED
              : done.isPresent() ? BackupStage.DONE : BackupStage.NONE);
    }
  }

  private static boolean isDisk(Target target) {
    return target.place() instanceof Place.Disk;
  }

  private void tried() {
    try {
      look();
    } catch (RuntimeException bug) {
      log.error("the lights of backups failed", bug);
    }
  }

  /** Looks whether the disk is still plugged in. */
  void look() {
    Optional<Target> shown = shown();
    // A disk may take its time to say so, and nobody else is to wait for that.
    if (shown.isPresent() && !isThere.test(shown.get())) {
      forget(shown.get());
    }
  }

  private synchronized Optional<Target> shown() {
    if (done.isPresent() && !isDisk(done.get()) && left-- <= 0) {
      forget(done.get());
    }
    return done;
  }

  private synchronized void forget(Target unplugged) {
    if (done.equals(Optional.of(unplugged))) {
      done = Optional.empty();
      show();
    }
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
