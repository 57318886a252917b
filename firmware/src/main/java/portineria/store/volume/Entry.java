package portineria.store.volume;

import java.util.Optional;
import portineria.store.Digest;

/**
 * A message as its volume tells of it.
 *
 * @param path within the tar
 * @param digest as the path says it; {@link Volumes#verify} compares it with the octets
 * @param group the position at which the group began that brought it; none in a volume of its own
 */
public record Entry(
    String path, Digest digest, Location location, Label label, Optional<Position> group) {}
