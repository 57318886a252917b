package portineria.net;

import java.io.IOException;

/** Opens doors. All doors of one {@code Doors} share the threads and the count of connections. */
public interface Doors extends AutoCloseable {
  /**
   * Listens at {@code settings.address()} and runs {@code handler} on each connection.
   *
   * @throws IOException when the port cannot be had; the message names door and port
   */
  Door open(DoorSettings settings, SessionHandler handler) throws IOException;

  /** Closes every door that is still open. */
  @Override
  void close();
}
