package portineria.store.volume;

import java.util.Comparator;

/**
 * Where the octets of a message lie.
 *
 * @param volume the volume's number, from 1
 * @param offset of the first octet, from the start of the volume
 * @param size in octets
 */
public record Location(int volume, long offset, long size) {
  /** As they lie in the volumes. */
  public static final Comparator<Location> ORDER =
      Comparator.comparingInt(Location::volume).thenComparingLong(Location::offset);

  public Location {
    if (volume < 1 || offset < 0 || size < 0) {
      throw new IllegalArgumentException("no place: " + volume + ", " + offset + ", " + size);
    }
  }
}
