package portineria.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A line on loopback that breaks: after so many octets from the server both ends see it closed. */
public final class CuttingProxy implements AutoCloseable {
  private final Listening listening;
  private final int target;
  private final AtomicLong octetsLeft = new AtomicLong(Long.MAX_VALUE);

  /** Leads to {@code target} on loopback. */
  public CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new Listening(this::lead);
  }

  public int port() {
    return listening.port();
  }

  /** The server may send so many octets more. */
  public void cutAfter(long octets) {
    octetsLeft.set(octets);
  }

  private void lead(Socket client) throws IOException {
    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
    Thread.ofVirtual().start(() -> pump(client, server, new AtomicLong(Long.MAX_VALUE)));
    pump(server, client, octetsLeft);
  }

  private void pump(Socket from, Socket to, AtomicLong left) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] octets = new byte[8192];
      for (int n = in.read(octets); n >= 0; n = in.read(octets)) {
        long before = left.getAndAdd(-n);
        out.write(octets, 0, Math.clamp(before, 0, n));
        if (before < n) {
          return;
        }
      }
    } catch (IOException e) {
      assert e.getMessage() == null || !e.getMessage().isEmpty();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
