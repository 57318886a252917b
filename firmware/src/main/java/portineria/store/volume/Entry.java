package portineria.store.volume;

import portineria.store.Digest;

/**
 * A message as its volume tells of it.
 *
 * @param path within the tar
 * @param digest as the path says it; {@link Volumes#verify} compares it with the octets
 */
public record Entry(String path, Digest digest, Location location, Label label) {}
