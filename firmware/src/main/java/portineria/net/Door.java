package portineria.net;

import java.net.InetSocketAddress;
import java.time.Duration;

/** An open door: a port that is listened on. Safe for use by many threads. */
public interface Door extends AutoCloseable {
  String name();

  /** Where it listens, with the real port. */
  InetSocketAddress address();

  default int port() {
    return address().getPort();
  }

  /** How many connections it serves at this moment. */
  int connections();

  /**
   * Lets nobody in any more and ends the sessions: they get a {@link DoorClosed} at their next read
   * or in the one they wait in, and may say goodbye. Returns when the last session has ended or
   * {@code grace} is over; who is not gone then is cut off.
   */
  void close(Duration grace);

  /** Closes with five seconds of grace. */
  @Override
  default void close() {
    close(Duration.ofSeconds(5));
  }
}
