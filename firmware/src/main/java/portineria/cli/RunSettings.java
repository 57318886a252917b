package portineria.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code run} was told.
 *
 * @param listen empty for all addresses
 * @param imap a port; 0 takes a free one, empty opens no door; the others alike
 */
public record RunSettings(
    Path data,
    Optional<InetAddress> listen,
    OptionalInt imap,
    OptionalInt imaps,
    OptionalInt pop3,
    OptionalInt pop3s,
    OptionalInt http,
    OptionalInt https,
    Lights board) {

  /** What the box's lights are. */
  public enum Lights {
    PI,
    SIMULATED,
    NONE
  }
}
