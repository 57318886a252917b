package portineria.pop3;

/** The answer {@code -ERR}: the command did nothing, the session goes on. */
public final class Err extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a program can tell from the answer: RFC 2449 §8, RFC 3206 §4. */
  public enum Code {
    /** Nothing beyond the {@code -ERR}. */
    NONE(""),
    /** Name and password are the trouble. */
    AUTH("[AUTH] "),
    /** Trouble here that will pass: the program should come again. */
    SYS_TEMP("[SYS/TEMP] "),
    /** Trouble here that a person must look after. */
    SYS_PERM("[SYS/PERM] ");

    final String text;

    Code(String text) {
      this.text = text;
    }
  }

  private final Code code;

  public Err(String text) {
    this(Code.NONE, text);
  }

  public Err(Code code, String text) {
    super(text);
    this.code = code;
  }

  public Err(Code code, String text, Throwable cause) {
    super(text, cause);
    this.code = code;
  }

  /** What follows {@code -ERR}. */
  String answer() {
    return code.text + getMessage();
  }
}
