package portineria.backup;

import java.io.IOException;

/**
 * A backup, or a restore, could not be done. The message is a sentence that says what to do, in
 * English; what is kept of a backup has it in Italian, too.
 */
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
  private final String italian;

  /** One that a command alone tells, or whose words are somebody else's. */
  BackupFailed(Kind kind, String sentence) {
    this(kind, sentence, sentence);
  }

  BackupFailed(Kind kind, String sentence, String italian) {
    super(sentence);
    this.kind = kind;
    this.sentence = sentence;
    this.italian = italian;
  }

  BackupFailed(Kind kind, String sentence, String italian, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
    this.sentence = sentence;
    this.italian = italian;
  }

  /** The same, thrown anew on the thread of who waits. */
  BackupFailed again() {
    return new BackupFailed(kind, sentence, italian, this);
  }

  /** The message. */
  String sentence() {
    return sentence;
  }

  /** The same in Italian, where there is that; else the message. */
  public String italian() {
    return italian;
  }

  public Kind kind() {
    return kind;
  }
}
