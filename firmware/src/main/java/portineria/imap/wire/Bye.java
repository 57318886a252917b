package portineria.imap.wire;

import java.io.IOException;

/**
 * The session can't go on: the client is told {@code * BYE text} (RFC 9051 §7.1.5), and the
 * connection is closed. For a stream that has lost its step, and for clients that go too far.
 */
public final class Bye extends IOException {
  private static final long serialVersionUID = 1;

  public Bye(String text) {
    super(text);
  }
}
