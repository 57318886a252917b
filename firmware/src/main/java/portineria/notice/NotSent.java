package portineria.notice;

/** A message has not reached its recipient. The message is a sentence for the person. */
public final class NotSent extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether it makes sense to try again. */
  private final boolean forGood;

  private NotSent(String sentence, boolean forGood, Throwable cause) {
    super(sentence, cause);
    this.forGood = forGood;
  }

  /** It may go another time. */
  static NotSent forNow(String sentence, Throwable cause) {
    return new NotSent(sentence, false, cause);
  }

  static NotSent forNow(String sentence) {
    return new NotSent(sentence, false, new IllegalStateException(sentence));
  }

  /** There is nobody any more to bring it to. */
  static NotSent forGood(String sentence) {
    return new NotSent(sentence, true, new IllegalStateException(sentence));
  }

  boolean isForGood() {
    return forGood;
  }

  /** What the person should know and do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
