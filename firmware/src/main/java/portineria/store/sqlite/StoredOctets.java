package portineria.store.sqlite;

import java.io.IOException;
import portineria.message.Octets;
import portineria.store.MessageId;
import portineria.store.volume.DamagedVolume;
import portineria.store.volume.Location;
import portineria.store.volume.Volumes;

/**
 * The octets of a message, wherever it lies by now: compaction may move it while it is read. Any
 * thread.
 */
final class StoredOctets implements Octets {
  private final LiveAccount account;
  private final MessageId message;
  private final Locations locations;
  private final Volumes volumes;
  private final long size;
  private volatile Place place;

  /** Where the message lies, and its octets there. */
  private record Place(Location location, Octets octets) {}

  StoredOctets(LiveAccount account, MessageId message, Locations locations, Volumes volumes)
      throws IOException {
    this.account = account;
    this.message = message;
    this.locations = locations;
    this.volumes = volumes;
    this.place = place(locations.location(account, message));
    this.size = place.octets.size();
  }

  private Place place(Location location) {
    return new Place(location, volumes.octets(location));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    Place here = place;
    try {
      return here.octets.read(position, target, offset, length);
    } catch (DamagedVolume missing) {
      Location now = locations.locationNow(account, message);
      if (now.equals(here.location)) {
        throw missing;
      }
      place = place(now);
      return place.octets.read(position, target, offset, length);
    }
  }
}
