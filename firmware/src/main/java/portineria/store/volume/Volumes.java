package portineria.store.volume;

import java.io.IOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import portineria.message.Octets;

/**
 * All volumes of a box. One writer thread calls {@link #recover}, {@link #append}, {@link #sync},
 * {@link #cutBack} and {@link #close}; all others are for any thread at any time.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Volumes implements AutoCloseable {
  private Volumes() {}

  /**
   * Finds the volumes below {@code volumes/}. Changes nothing on the disk; good for reading at
   * once, for appending after {@link #recover}.
   *
   * @param clock tells the year's folder of a new volume
   */
  public static Volumes open(Disk disk, InstantSource clock, Limits limits) throws IOException {
    throw new IllegalStateException();
  }

  /**
   * Brings the volumes to the position of the index's last commit: what lies beyond was never
   * acknowledged and is cut off. Octets before it are never touched.
   *
   * @throws IndexBehind when more lies beyond than one interrupted group; nothing was changed
   */
  public Recovery recover(Position committed) throws IOException {
    throw new IllegalStateException();
  }

  /**
   * Where the next entry goes: to be remembered before a group, for {@link #cutBack}, and to be
   * committed with it after {@link #sync}.
   */
  public Position position() {
    throw new IllegalStateException();
  }

  /**
   * Gives a message its place; it is durable after {@link #sync}. One that becomes a volume of its
   * own is only renamed. When this fails, the group must be cut back.
   *
   * @throws NoSpace when the disk is full
   */
  public Location append(Parcel parcel) throws IOException {
    throw new IllegalStateException();
  }

  /**
   * Puts on the disk all that was appended since the last time; nothing happens where that is
   * nothing. When it throws an {@link IOException}, the group must be cut back.
   *
   * @throws NoSpace when the disk is full
   * @throws DiskFailed when forcing failed
   */
  public void sync() throws IOException {
    throw new IllegalStateException();
  }

  /**
   * Takes back all that was appended since {@code mark}; the parcels may be appended again.
   *
   * @throws DiskFailed when even that is not possible
   */
  public void cutBack(Position mark) {
    throw new IllegalStateException();
  }

  /**
   * The octets of a message, read where they lie. Reading throws {@link DamagedVolume} when the
   * volume is missing or too short.
   */
  public Octets octets(Location location) {
    throw new IllegalStateException();
  }

  /**
   * Walks over the headers of all entries from {@code from} up to {@code until}, in the order of
   * the volumes, and tells of each. What can't be read is told of, and skipped up to the next
   * header. A volume of its own between the two positions may be told of although {@code from}
   * covers it.
   *
   * @return the position after the last whole entry, for {@link #recover} after a rebuild
   */
  public Position scan(Position from, Position until, Consumer<Found> visitor) throws IOException {
    throw new IllegalStateException();
  }

  /**
   * As {@link #scan} from the start, and reads every octet: a message whose SHA-256 is not its name
   * is {@link Found.Damaged}.
   */
  public void verify(Position until, Consumer<Found> visitor) throws IOException {
    throw new IllegalStateException();
  }

  @Override
  public void close() {
    throw new IllegalStateException();
  }
}
