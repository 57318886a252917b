package portineria.backup;

import java.io.IOException;

/** A backup, or a restore, could not be done. The message is a sentence that says what to do. */
public final class BackupFailed extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is, as far as somebody acts on it. */
  public enum Kind {
    /** The target is not there now: nothing is wrong with it. */
    NOT_THERE,
    /** The target was there when it began, and went away in the middle. */
    GONE,
    /** Somebody else works in the repository. */
    LOCKED,
    /** What came back is not what was sent, or restic finds the repository damaged. */
    DAMAGED,
    /** Files changed or went while they were read. */
    DISTURBED,
    /** Whoever wanted it wants it no more, or the box is closed. */
    CANCELLED,
    OTHER
  }

  private final Kind kind;
  private final String sentence;

  BackupFailed(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
    this.sentence = sentence;
  }

  BackupFailed(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.sentence = sentence;
  }

  /** The message. */
  String sentence() {
    return sentence;
  }

  public Kind kind() {
    return kind;
  }
}
