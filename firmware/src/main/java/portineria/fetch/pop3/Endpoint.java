package portineria.fetch.pop3;

import portineria.store.Source.Tls;

/** Where an upstream server is, and how the line to it is protected. */
public record Endpoint(String host, int port, Tls tls) {
  public Endpoint {
    if (host.isBlank()) {
      throw new IllegalArgumentException("a server has a name");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
