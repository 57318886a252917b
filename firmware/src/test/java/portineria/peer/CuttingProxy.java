package portineria.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A line on loopback that breaks: after so many octets from the server both ends see it closed. */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong octetsLeft = new AtomicLong(Long.MAX_VALUE);

  /** Leads to {@code target} on loopback. */
  public CuttingProxy(int target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The server may send so many octets more. */
  public void cutAfter(long octets) {
    octetsLeft.set(octets);
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> pump(client, server, new AtomicLong(Long.MAX_VALUE)));
        Thread.ofVirtual().start(() -> pump(server, client, octetsLeft));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
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
      sockets.remove(from);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
