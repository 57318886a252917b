package portineria.imap.wire;

import java.io.IOException;

/** What follows the first line of a command: literals, and the lines after them. */
public interface CommandInput {
  /** The next line of the command, without its CRLF. */
  byte[] line() throws IOException;

  /** Tells the client to send the literal that it has announced: RFC 9051 §7.6. */
  void proceed() throws IOException;

  /**
   * Reads at least one octet and at most {@code length}.
   *
   * @throws java.io.EOFException at the end
   */
  int read(byte[] target, int offset, int length) throws IOException;
}
