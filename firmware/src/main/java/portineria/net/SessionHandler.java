package portineria.net;

import java.io.IOException;

/** What happens on a connection: the greeting, then commands, until it returns. */
@FunctionalInterface
public interface SessionHandler {
  /**
   * Runs the whole session on a virtual thread of its own; the connection is closed on return. On a
   * door with implicit TLS the handshake is done before. An {@link IOException} ends the session
   * quietly, anything else is a bug: logged once, and this connection is closed, no other.
   */
  void serve(Connection connection) throws IOException;
}
