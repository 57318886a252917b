package portineria.imap.wire;

/**
 * The client's fault against the grammar or the protocol: it is answered {@code BAD} (RFC 9051
 * §7.1.3), and the session goes on. The message is the text of the answer: ASCII, one line, maybe
 * with a response code at its beginning.
 */
public final class Bad extends Exception {
  private static final long serialVersionUID = 1;

  public Bad(String text) {
    super(text, null, false, false);
  }
}
