package portineria.front;

import java.util.Optional;
import portineria.board.LightPattern;

/** What the lights know of backups. */
public enum BackupStage {
  /** Nothing to be seen: none was made, or its disk was unplugged. */
  NONE,
  RUNNING,
  /** It is read back and compared. */
  VERIFYING,
  /** Until the disk is unplugged. */
  DONE,
  /** Until the next one begins, or somebody presses the button. */
  FAILED;

  /** Whether there is something to cancel. */
  boolean isUnderWay() {
    return this == RUNNING || this == VERIFYING;
  }

  Optional<LightPattern> pattern() {
    return switch (this) {
      case NONE -> Optional.empty();
      case RUNNING -> Optional.of(LightPattern.BACKUP_RUNNING);
      case VERIFYING -> Optional.of(LightPattern.BACKUP_VERIFYING);
      case DONE -> Optional.of(LightPattern.BACKUP_DONE);
      case FAILED -> Optional.of(LightPattern.BACKUP_FAILED);
    };
  }
}
