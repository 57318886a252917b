package portineria.store.sqlite;

import java.io.IOException;
import java.util.OptionalLong;
import portineria.store.Refusal;
import portineria.store.volume.Disk;
import portineria.store.volume.Location;
import portineria.store.volume.Parcel;
import portineria.store.volume.Position;
import portineria.store.volume.Volumes;

/** The writer's way to the volumes. */
final class Shipment implements Transaction.Shipping {
  private final Volumes volumes;
  private final Disk disk;
  private final long reserveOctets;

  Shipment(Volumes volumes, Disk disk, long reserveOctets) {
    this.volumes = volumes;
    this.disk = disk;
    this.reserveOctets = reserveOctets;
  }

  @Override
  public void requireSpace() throws Refusal, IOException {
    if (disk.freeOctets() < reserveOctets) {
      throw new Refusal(
          Refusal.Reason.NO_SPACE, "the disk is nearly full: free some space, then try again");
    }
  }

  @Override
  public Location append(Parcel parcel) throws IOException {
    return volumes.append(parcel);
  }

  @Override
  public OptionalLong size(int volume) throws IOException {
    return volumes.size(volume);
  }

  Position mark() {
    return volumes.position();
  }

  void sync() throws IOException {
    volumes.sync();
  }

  void cutBack(Position mark) {
    volumes.cutBack(mark);
  }
}
