package portineria.service;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Comes to a door as a program would: connects, protects the line where the door does so from the
 * first octet on, says {@code greeting} where the guest speaks first, and waits for one octet.
 * Which one is of no interest, and being sent away is an answer, too.
 *
 * @param name the door's
 * @param greeting what the guest says first; empty where the door does
 * @param longest how long the door may take for each step
 */
public record Knock(
    String name, InetSocketAddress address, Line line, String greeting, Duration longest)
    implements Question {
  /** On the machine itself; a box that is at its limit may need some of it. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final String HTTP =
      "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  /** Whether it is protected from the first octet on. */
  public enum Line {
    PLAIN,
    TLS
  }

  /** At a door that speaks first, as those for mail do. */
  public static Knock mail(String name, InetSocketAddress address, Line line) {
    return new Knock(name, address, line, "", LONGEST);
  }

  /** At a door for browsers. */
  public static Knock web(String name, InetSocketAddress address, Line line) {
    return new Knock(name, address, line, HTTP, LONGEST);
  }

  @Override
  public void awaitAnswer() throws IOException {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout((int) longest.toMillis());
      plain.connect(here(), (int) longest.toMillis());
      awaitOctet(plain);
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer within " + longest.toMillis() + " ms", e);
    }
  }

  private void awaitOctet(Socket plain) throws SocketTimeoutException {
    try (Socket socket = line == Line.TLS ? protect(plain) : plain) {
      socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
      int octet = socket.getInputStream().read();
      if (octet >= 0) {
        leave(socket);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException hungUp) {
      // A door that is at its limit, for one, answers so: it looks after its guests.
    }
  }

  /** With octets unread the door would take it for a broken line, and log that every minute. */
  private static void leave(Socket socket) throws IOException {
    socket.shutdownOutput();
    long rest = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    assert rest >= 0;
  }

  /** What listens on all addresses listens here. */
  private InetSocketAddress here() {
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }

  private Socket protect(Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            Tls.CONTEXT
                .getSocketFactory()
                .createSocket(plain, here().getHostString(), address.getPort(), true);
    socket.startHandshake();
    return socket;
  }

  /** Made when it is needed: a box that no manager waits for does without. */
  private static final class Tls {
    static final SSLContext CONTEXT = context();

    private Tls() {}

    private static SSLContext context() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new AssertionError("every JDK has TLS", e);
      }
    }
  }

  /** Nothing is told to who answers, so it may be anybody; the certificate is others' to check. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
