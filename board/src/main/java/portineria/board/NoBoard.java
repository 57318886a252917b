package portineria.board;

/** There is no board that could be used. */
public final class NoBoard extends Exception {
  private static final long serialVersionUID = 1;

  private final String sentence;

  NoBoard(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  NoBoard(String sentence, Throwable cause) {
    super(sentence, cause);
    this.sentence = sentence;
  }

  /** What is wrong, and what to do. */
  public String sentence() {
    return sentence;
  }
}
