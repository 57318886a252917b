package portineria.store.sqlite;

import java.io.IOException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import portineria.store.volume.Disk;

/**
 * Which life of the index this is: the upper bits of every UIDVALIDITY. It is kept in {@code
 * volumes/epoch} too, so that an index that is rebuilt from the volumes alone counts on where no
 * value was ever given out. A UIDVALIDITY never comes from the clock: a box may have none.
 */
final class Epoch {
  /** UIDVALIDITYs of one epoch, as a power of two; the other 12 of 32 bits count epochs. */
  private static final int BITS = 20;

  /** A new box begins anywhere below, so that it hardly repeats one that stood there before. */
  private static final int FIRST_MAX = 1024;

  /** An index whose epoch is not known goes on anywhere between this and {@link #UNKNOWN_MAX}. */
  private static final int UNKNOWN_MIN = 2048;

  private static final int UNKNOWN_MAX = 4000;

  private Epoch() {}

  static SmallFile file(Disk disk) {
    return new SmallFile(disk, "volumes", "epoch");
  }

  /** The counter's value before the first UIDVALIDITY of {@code epoch}. */
  static long begin(long epoch) {
    return epoch << BITS;
  }

  /** The epoch that a UIDVALIDITY was given out in. */
  static long of(long uidValidity) {
    return uidValidity >> BITS;
  }

  /** For a box that holds nothing yet. */
  static long first(RandomGenerator random) {
    return random.nextInt(1, FIRST_MAX);
  }

  /** For an index that is made without any older one. */
  static long afterLoss(Disk disk, RandomGenerator random) throws IOException {
    Optional<Long> known = file(disk).read();
    return known.isPresent() ? known.get() + 1 : random.nextInt(UNKNOWN_MIN, UNKNOWN_MAX);
  }
}
