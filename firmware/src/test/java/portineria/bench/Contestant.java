package portineria.bench;

import java.io.Closeable;
import java.io.IOException;
import portineria.peer.ImapClient;

/**
 * An IMAP server that takes part.
 *
 * @param imapPort clear text, on loopback
 * @param rest until it has done what it does by itself, in the background
 */
record Contestant(
    String name, int imapPort, String user, String password, Closeable server, Rest rest)
    implements Closeable {

  /** Waits until nothing goes on any more. */
  @FunctionalInterface
  interface Rest {
    void await() throws IOException, InterruptedException;
  }

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
