package portineria.backup;

/** Who ends a backup before it is done, as the trace of it says. */
public enum Ender {
  BUTTON("it was cancelled at the button"),
  PAGE("it was cancelled on the page"),
  COMMAND("it was cancelled by a command"),
  /** Another one is wanted now. */
  OTHER_BACKUP("it made way for a backup to a disk that somebody wanted at once"),
  REMOVAL("its target was removed"),
  /** Whoever waits for it hangs up. */
  CALLER("whoever had begun it ended it"),
  CLOSING("portineria was stopped");

  private final String reason;

  Ender(String reason) {
    this.reason = reason;
  }

  /** In a sentence that says what follows. */
  String sentence() {
    return switch (this) {
      case REMOVAL -> reason;
      default -> reason + "; the next one goes on from there";
    };
  }
}
