package portineria.imap.wire;

/**
 * A command that is understood and not carried out: it is answered {@code NO [CODE] text} (RFC 9051
 * §7.1.2, RFC 5530 §3). The text is a sentence for a person, in ASCII, on one line.
 */
public final class No extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * What is refused.
   *
   * @param code a response code without its brackets
   */
  public No(String code, String text) {
    super(text, null, false, false);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
