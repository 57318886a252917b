package portineria.bench;

import java.io.Closeable;
import java.io.IOException;

/**
 * An IMAP server that takes part.
 *
 * @param imapPort clear text, on loopback
 */
record Contestant(String name, int imapPort, String user, String password, Closeable server)
    implements Closeable {
  @Override
  public void close() throws IOException {
    server.close();
  }
}
