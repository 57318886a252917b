package portineria.bench;

import java.io.Closeable;
import java.io.IOException;
import portineria.peer.ImapClient;

/**
 * An IMAP server that takes part.
 *
 * @param imapPort clear text, on loopback
 */
record Contestant(String name, int imapPort, String user, String password, Closeable server)
    implements Closeable {

  /** A connection that is logged in. */
  ImapClient client() throws IOException {
    return new ImapClient(imapPort).login(user, password);
  }

  /** Throws where a mailbox does not hold so many messages: fast and wrong is no figure. */
  static void expectMessages(ImapClient client, String mailbox, long messages) throws IOException {
    String answer = client.command("STATUS " + mailbox + " (MESSAGES)").untagged().getFirst();
    if (!answer.endsWith("(MESSAGES " + messages + ")")) {
      throw new IOException("instead of " + messages + " messages: " + answer);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
