package portineria;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.Backups;
import portineria.backup.Place;
import portineria.backup.Target;
import portineria.backup.Watch;
import portineria.front.BackupStage;
import portineria.front.Front;

/**
 * The backup that somebody at the box begins by the button: to the targets that are there, disks
 * first, one after the other, on a thread of its own. The lights follow it, and say that it is done
 * until the disk is unplugged; of a folder, which nobody unplugs, for a minute.
 */
final class ButtonBackup implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ButtonBackup.class);

  private static final int LOOK_SECONDS = 2;
  private static final int LOOKS_AT_A_FOLDER = 30;

  private final Backups backups;
  private final Front front;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("button-backup").factory());

  /** Under the lock of this, as is the next. */
  private boolean running;

  private boolean cancelled;

  ButtonBackup(Backups backups, Front front) {
    this.backups = backups;
    this.front = front;
  }

  /** Begins one, unless one runs. */
  synchronized void begin() {
    if (!running) {
      running = true;
      cancelled = false;
      thread.execute(this::run);
    }
  }

  /** Ends the one that runs, cleanly; the next one goes on. */
  synchronized void cancel() {
    cancelled = true;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  private synchronized void end() {
    running = false;
  }

  private void run() {
    try {
      List<Target> there =
          backups.targets().stream()
              .filter(target -> target.place().isLocal() && backups.isThere(target))
              .sorted(Comparator.comparing(target -> !isDisk(target)))
              .toList();
      if (there.isEmpty()) {
        log.warn("button: no backup target is plugged in, see portineria backup target list");
        front.backup(BackupStage.FAILED);
        return;
      }
      for (Target target : there) {
        front.backup(BackupStage.RUNNING);
        backups.run(target.name(), new Lights());
      }
      front.backup(BackupStage.DONE);
      awaitUnplugged(there.getFirst(), LOOKS_AT_A_FOLDER);
    } catch (IOException failed) {
      log.warn("button: {}", failed.getMessage());
      front.backup(isCancelled() ? BackupStage.NONE : BackupStage.FAILED);
    } catch (RuntimeException bug) {
      log.error("button: backup failed by a bug", bug);
      front.backup(BackupStage.FAILED);
    } finally {
      end();
    }
  }

  private static boolean isDisk(Target target) {
    return target.place() instanceof Place.Disk;
  }

  private void awaitUnplugged(Target target, int left) {
    var waiting = thread.schedule(() -> look(target, left), LOOK_SECONDS, TimeUnit.SECONDS);
    assert waiting != null;
  }

  /** A new backup has begun meanwhile, or there is still something to show. */
  private void look(Target target, int left) {
    if (isRunning()) {
      return;
    }
    if (backups.isThere(target) && (isDisk(target) || left > 0)) {
      awaitUnplugged(target, left - 1);
    } else {
      front.backup(BackupStage.NONE);
    }
  }

  synchronized boolean isRunning() {
    return running;
  }

  /** What the lights say of the one that runs. */
  private final class Lights implements Watch {
    @Override
    public void at(String line) {
      // The lights have no words.
    }

    @Override
    public void readsBack() {
      front.backup(BackupStage.VERIFYING);
    }

    @Override
    public boolean isOver() {
      return isCancelled();
    }
  }

  @Override
  public void close() {
    cancel();
    thread.shutdown();
  }
}
