package portineria.notice;

import portineria.health.Words;

/** A message has not reached its recipient. The message is a sentence for the person. */
public final class NotSent extends Exception {
  private static final long serialVersionUID = 1L;

  private final String italian;

  /** Whether it makes sense to try again. */
  private final boolean forGood;

  private NotSent(Words words, boolean forGood, Throwable cause) {
    super(words.english(), cause);
    this.italian = words.italian();
    this.forGood = forGood;
  }

  /** It may go another time. */
  static NotSent forNow(Words words, Throwable cause) {
    return new NotSent(words, false, cause);
  }

  /** The same, where the words are somebody else's. */
  static NotSent forNow(String sentence, Throwable cause) {
    return forNow(new Words(sentence, sentence), cause);
  }

  static NotSent forNow(Words words) {
    return forNow(words, new IllegalStateException(words.english()));
  }

  /** There is nobody any more to bring it to. */
  static NotSent forGood(String sentence) {
    return new NotSent(new Words(sentence, sentence), true, new IllegalStateException(sentence));
  }

  boolean isForGood() {
    return forGood;
  }

  /** What the person should know and do. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  Words words() {
    return new Words(sentence(), italian);
  }
}
