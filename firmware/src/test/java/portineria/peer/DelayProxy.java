package portineria.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A far server: every octet arrives {@code oneWay} later than it was sent, in both directions, with
 * no limit on bandwidth. On loopback, so that all clients see the same distance.
 */
public final class DelayProxy implements AutoCloseable {
  private static final int CHUNK_OCTETS = 64 * 1024;

  private final ServerSocket door;
  private final int targetPort;
  private final long oneWayNanos;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Octets on their way; none says that the sender has closed. */
  private record Parcel(ByteBuffer octets, long dueNanos) {}

  public DelayProxy(int targetPort, Duration oneWay) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.targetPort = targetPort;
    this.oneWayNanos = oneWay.toNanos();
    Thread.ofVirtual().name("delay-proxy").start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
        open.add(server);
        carry(client, server);
        carry(server, client);
      } catch (IOException e) {
        // Closed, or the target refused: the client sees its connection end.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    BlockingQueue<Parcel> way = new LinkedBlockingQueue<>();
    Thread.ofVirtual().start(() -> send(from, way));
    Thread.ofVirtual().start(() -> deliver(way, to));
  }

  private void send(Socket from, BlockingQueue<Parcel> way) {
    byte[] chunk = new byte[CHUNK_OCTETS];
    try {
      InputStream in = from.getInputStream();
      for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
        way.add(
            new Parcel(ByteBuffer.wrap(Arrays.copyOf(chunk, n)), System.nanoTime() + oneWayNanos));
      }
    } catch (IOException e) {
      // The end, too.
    }
    way.add(new Parcel(ByteBuffer.allocate(0), System.nanoTime() + oneWayNanos));
  }

  private void deliver(BlockingQueue<Parcel> way, Socket to) {
    try (to) {
      to.setTcpNoDelay(true);
      OutputStream out = to.getOutputStream();
      for (Parcel parcel = way.take(); parcel.octets().hasRemaining(); parcel = way.take()) {
        for (long rest = parcel.dueNanos() - System.nanoTime();
            rest > 0;
            rest = parcel.dueNanos() - System.nanoTime()) {
          LockSupport.parkNanos(rest);
        }
        out.write(parcel.octets().array());
      }
    } catch (IOException e) {
      // The receiver has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
