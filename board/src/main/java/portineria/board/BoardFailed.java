package portineria.board;

/** A board that worked does not any more. */
public final class BoardFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  BoardFailed(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
