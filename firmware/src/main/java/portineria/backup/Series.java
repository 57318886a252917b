package portineria.backup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backups that somebody at the box begins, by the button or on a page, and does not wait for:
 * to one target after the other, on a thread of their own, one series at a time. One that fails
 * keeps the others from nothing, and one that is cancelled is the last. How each ended is in the
 * list of its target's runs. Safe for many threads, under the lock of this.
 */
public final class Series {
  private static final Logger log = LoggerFactory.getLogger(Series.class);

  private final Backups backups;
  private boolean underWay;
  private boolean over;

  /** To which it is the turn, as soon as that is known. */
  private Optional<Target> at = Optional.empty();

  Series(Backups backups) {
    this.backups = backups;
  }

  /**
   * Begins one.
   *
   * @return false where one is under way
   */
  public synchronized boolean begin(List<Target> targets) {
    boolean begun = begin(() -> targets);
    if (begun) {
      at = targets.stream().findFirst();
    }
    return begun;
  }

  /**
   * The same.
   *
   * @param choice asked on the thread of the series: whether a disk is there may take its time
   */
  public synchronized boolean begin(Supplier<List<Target>> choice) {
    if (underWay) {
      return false;
    }
    underWay = true;
    over = false;
    Thread.ofVirtual().name("backup-series").start(() -> run(choice));
    return true;
  }

  private void run(Supplier<List<Target>> choice) {
    try {
      for (Target target : choice.get()) {
        if (!isOver()) {
          comeTo(Optional.of(target));
          backUp(target);
        }
      }
    } catch (RuntimeException bug) {
      log.error("a series of backups failed by a bug", bug);
    } finally {
      end();
    }
  }

  private void backUp(Target target) {
    try {
      Run run = backups.run(target.name(), new Told());
      assert run.green() : "whatever else is thrown";
    } catch (IOException toldAlready) {
      // It is in the log and in the list of the target's runs.
    }
  }

  private synchronized void comeTo(Optional<Target> target) {
    at = target;
  }

  private synchronized void end() {
    underWay = false;
    at = Optional.empty();
  }

  /** To which target it is the turn. */
  synchronized Optional<Target> at() {
    return at;
  }

  public synchronized boolean isUnderWay() {
    return underWay;
  }

  /**
   * Nothing more is begun.
   *
   * @return whether something was under way
   */
  synchronized boolean cancel() {
    over = true;
    return underWay;
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Whoever wants to know how far it is asks {@link Backups#going}. */
  private final class Told implements Watch {
    @Override
    public void at(String line) {}

    @Override
    public boolean isOver() {
      return Series.this.isOver();
    }
  }
}
