package portineria.front;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import portineria.board.LightPattern;
import portineria.health.Urgency;

/**
 * What is known, and what the lights make of it. Times are nanoseconds of a clock that only goes
 * forward. Safe for many threads.
 */
final class Signals {
  /** For so long the store may keep silent, as when it tidies up. */
  static final Duration BEAT_LONGEST = Duration.ofSeconds(20);

  private boolean beaten;
  private long lastBeat;
  private Urgency urgency = Urgency.NONE;
  private BackupStage backup = BackupStage.NONE;
  private boolean ending;

  /** The box has made progress. */
  synchronized void beat(long now) {
    beaten = true;
    lastBeat = now;
  }

  /** What a look at everything has found. */
  synchronized void looked(Urgency found) {
    urgency = found;
  }

  synchronized void backup(BackupStage stage) {
    backup = stage;
  }

  synchronized BackupStage backup() {
    return backup;
  }

  /** The program is on its way to its end. */
  synchronized void ending() {
    ending = true;
  }

  /** What is true; nothing before the first beat, while the box starts. */
  synchronized Set<LightPattern> patterns(long now) {
    Set<LightPattern> patterns = EnumSet.noneOf(LightPattern.class);
    if (ending) {
      patterns.add(LightPattern.SHUTTING_DOWN);
    } else if (beaten && now - lastBeat > BEAT_LONGEST.toNanos()) {
      patterns.add(LightPattern.LOOK_NOW);
    } else if (beaten) {
      patterns.add(LightPattern.HEARTBEAT);
      backup.pattern().ifPresent(patterns::add);
      switch (urgency) {
        case NONE -> {}
        case TODAY -> patterns.add(LightPattern.LOOK_TODAY);
        case NOW -> patterns.add(LightPattern.LOOK_NOW);
      }
    }
    return patterns;
  }
}
