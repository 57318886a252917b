package portineria;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.Backups;
import portineria.backup.Ender;
import portineria.backup.Target;
import portineria.backup.Watch;

/**
 * The backup that somebody at the box begins by the button: to the targets here, disks first, one
 * after the other, on a thread of its own. One that fails keeps the others from nothing, and one
 * that is not there leaves a trace that says so.
 *
 * <p>Who stands there does not wait for what is far away: a backup to such a target ends, and goes
 * on an hour later.
 */
final class ButtonBackup implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ButtonBackup.class);

  private final Backups backups;
  private final BackupLights lights;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("button-backup").factory());

  /** Under the lock of this, as are the next two. */
  private boolean running;

  private boolean cancelled;
  private boolean closed;

  ButtonBackup(Backups backups, BackupLights lights) {
    this.backups = backups;
    this.lights = lights;
  }

  /** Begins one, unless one runs. */
  synchronized void begin() {
    if (running) {
      log.info("a backup runs already; hold the button for 3 s to cancel it");
    } else if (!closed) {
      running = true;
      cancelled = false;
      thread.execute(this::run);
    }
  }

  /** Ends the one that runs, whoever began it, cleanly; the next one goes on. */
  void cancel() {
    endSeries();
    backups.cancel(Ender.BUTTON);
  }

  private synchronized void endSeries() {
    cancelled = true;
  }

  private synchronized boolean isOver() {
    return cancelled || closed;
  }

  private void run() {
    try {
      lights.pressed();
      List<Target> here =
          backups.wanted().stream().filter(target -> target.place().isLocal()).toList();
      if (here.isEmpty()) {
        log.warn("button: there is no backup target here, see portineria backup target list");
        lights.foundNothing();
      } else if (backups.isFarAway()) {
        backups.cancel(Ender.OTHER_BACKUP);
      }
      here.forEach(this::run);
    } catch (RuntimeException bug) {
      log.error("button: backup failed by a bug", bug);
    } finally {
      ended();
    }
  }

  private void run(Target target) {
    if (!isOver()) {
      try {
        backups.run(target.name(), new Button());
      } catch (IOException failed) {
        log.warn("button: {}", failed.getMessage());
      }
    }
  }

  private synchronized void ended() {
    running = false;
  }

  synchronized boolean isRunning() {
    return running;
  }

  /** Whoever stands at the button looks at the lights. */
  private final class Button implements Watch {
    @Override
    public void at(String line) {
      // The lights have no words.
    }

    @Override
    public boolean isOver() {
      return ButtonBackup.this.isOver();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread.shutdown();
  }
}
