package portineria.store.sqlite;

import java.util.OptionalLong;
import portineria.store.volume.Location;
import portineria.store.volume.Parcel;

/**
 * For transactions that bring no messages along: all that they are about are in volumes already.
 */
final class Nowhere implements Transaction.Shipping {
  @Override
  public void requireSpace() {}

  @Override
  public Location append(Parcel parcel) {
    throw new AssertionError("nothing is appended here");
  }

  @Override
  public OptionalLong size(int volume) {
    throw new AssertionError("nothing is delivered here");
  }
}
