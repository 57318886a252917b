package portineria.admin.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.backup.Backups;
import portineria.backup.Watch;
import portineria.webui.BackupBook.Going;
import portineria.webui.Sentence;

/**
 * The backup that a page has begun, one at a time, on a thread of its own. How it ended is in the
 * list of the target's runs. Safe for many threads, under the lock of this.
 */
final class BackupRun {
  private static final Logger log = LoggerFactory.getLogger(BackupRun.class);

  private final Backups backups;
  private Optional<Going> going = Optional.empty();
  private boolean cancelled;

  BackupRun(Backups backups) {
    this.backups = backups;
  }

  /**
   * Begins one to each of {@code targets}, one after the other.
   *
   * @return false where one runs already
   */
  synchronized boolean begin(List<String> targets) {
    if (going.isPresent()) {
      return false;
    }
    cancelled = false;
    going = Optional.of(new Going(targets.getFirst(), Sentence.english(""), false));
    Thread.ofVirtual().name("web-backup").start(() -> run(targets));
    return true;
  }

  private void run(List<String> targets) {
    try {
      for (String target : targets) {
        if (!isCancelled()) {
          at(new Going(target, Sentence.english(""), false));
          one(target);
        }
      }
    } finally {
      end();
    }
  }

  private void one(String target) {
    try {
      backups.run(target, new Told(target));
    } catch (IOException failed) {
      // Its list of runs says so; where it was not there at all, the page shows that it is not.
      log.info("backup from a page ended: {}", failed.getMessage());
    }
  }

  private synchronized void at(Going now) {
    going = Optional.of(now);
  }

  private synchronized void end() {
    going = Optional.empty();
  }

  synchronized Optional<Going> going() {
    return going;
  }

  /** It ends at its next step. */
  synchronized void cancel() {
    cancelled = true;
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** What the page hears of one backup. */
  private final class Told implements Watch {
    private final String target;
    private volatile boolean readsBack;

    Told(String target) {
      this.target = target;
    }

    @Override
    public void at(String line) {
      BackupRun.this.at(new Going(target, Sentence.english(line), readsBack));
    }

    @Override
    public void readsBack() {
      readsBack = true;
      at("");
    }

    @Override
    public boolean isOver() {
      return isCancelled();
    }
  }
}
