package portineria.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A free port on loopback, and whoever comes to it. */
public final class Listening implements AutoCloseable {
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Guest guest;
  private final Thread accepting;

  /** What is done with each that comes, on a thread of its own; its socket is closed afterwards. */
  @FunctionalInterface
  public interface Guest {
    void serve(Socket socket) throws IOException;
  }

  public Listening(Guest guest) throws IOException {
    this.guest = guest;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listening.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      guest.serve(socket);
    } catch (IOException e) {
      assert e.getMessage() == null || !e.getMessage().isEmpty();
    } finally {
      sockets.remove(socket);
    }
  }

  /**
   * Nobody gets in any more once this returns. The port is open as long as a thread waits there, so
   * that one is waited for.
   */
  @Override
  public void close() throws IOException {
    listening.close();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
