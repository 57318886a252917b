package portineria.store.volume;

import portineria.store.Digest;

/**
 * A place in a volume that is to be overwritten: FORMAT.md, "An erased message".
 *
 * @param tag what stays in the place of the message's SHA-256
 */
public record Grave(Location location, String account, Digest tag) {}
