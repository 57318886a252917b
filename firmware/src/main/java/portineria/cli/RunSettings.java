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
 * @param updates where the image of a whole box says what became of an update, which its page
 *     takes; empty where the box is no image
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
    Lights board,
    Optional<Path> updates) {

  /** What the box's lights are. */
  public enum Lights {
    PI,
    SIMULATED,
    NONE
  }
}
