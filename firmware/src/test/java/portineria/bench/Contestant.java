package portineria.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import portineria.peer.ImapClient;
import portineria.peer.TrustingAnybody;

/**
 * A mail server that takes part.
 *
 * @param pid of its process, which may have started others
 * @param rest until it has done what it does by itself, in the background
 */
record Contestant(
    String name, Doors doors, String user, String password, Closeable server, long pid, Rest rest)
    implements Closeable {
  private static final SSLContext TLS = anybody();
  private static final AtomicInteger NAMES = new AtomicInteger();

  /** Its ports on loopback; {@code imaps} has implicit TLS, the others are in clear text. */
  record Doors(int imap, int imaps, int pop3) {}

  /** Waits until nothing goes on any more. */
  @FunctionalInterface
  interface Rest {
    void await() throws IOException, InterruptedException;
  }

  private static SSLContext anybody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustingAnybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection that is logged in. */
  ImapClient client() throws IOException {
    return new ImapClient(doors.imap()).login(user, password);
  }

  /**
   * The same over TLS. Each agrees on keys of its own, as programs on many computers do: the name
   * that it asks for decides which former ones it would take up again.
   */
  ImapClient tlsClient() throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), doors.imaps());
    plain.setTcpNoDelay(true);
    String name = "c" + NAMES.incrementAndGet() + ".example.com";
    return new ImapClient(TLS.getSocketFactory().createSocket(plain, name, doors.imaps(), true))
        .login(user, password);
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
