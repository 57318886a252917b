package portineria.store;

import portineria.store.Source.Tls;

/**
 * How programs send for the address of an upstream mailbox: through the provider. The box sends
 * nothing by it; it is for the sheets by which people set their programs up.
 *
 * @param address as people write to it
 * @param host the provider's server for sending
 * @param user the login there
 */
public record Sending(String address, String host, int port, Tls tls, String user) {
  public Sending {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }
}
