package portineria.admin;

/** A command could not do what it was asked. The message is one line that says what to do next. */
public class Failed extends Exception {
  private static final long serialVersionUID = 1L;

  public Failed(String message) {
    super(message);
  }

  /** Says what the cause says. */
  public Failed(Exception cause) {
    super(cause.getMessage(), cause);
  }

  public Failed(String message, Throwable cause) {
    super(message, cause);
  }
}
