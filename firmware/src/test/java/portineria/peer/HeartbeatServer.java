package portineria.peer;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that wants to be called, on loopback. */
public final class HeartbeatServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  public HeartbeatServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  public URI uri() {
    String host = server.getAddress().getAddress().getHostAddress();
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/secret");
  }

  /** What it answers from now on. */
  public void answers(int now) {
    status = now;
  }

  /** Each call, as in {@code GET /secret}. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
