package portineria.store.volume;

/**
 * What bounds this room.
 *
 * @param volumeOctets a volume is sealed before it would grow beyond this; small enough to be
 *     copied, checked and compacted in one go
 * @param ownVolumeOctets a message of more octets becomes a volume of its own; what is not above it
 *     the writer thread copies, so it bounds how long the writer is held up
 * @param memoryOctets a message is kept in memory up to here, then it moves to a file
 * @param memoryBudgetOctets all messages in memory together
 * @param reserveOctets free space below which no message is taken in, so that removing and erasing
 *     still work
 * @param openFiles volumes that are held open for reading
 */
public record Limits(
    long volumeOctets,
    int ownVolumeOctets,
    int memoryOctets,
    long memoryBudgetOctets,
    long reserveOctets,
    int openFiles) {

  private static final int MIB = 1024 * 1024;

  /** As on the box. */
  public static final Limits DEFAULT = new Limits(64L * MIB, MIB, MIB, 8L * MIB, 256L * MIB, 64);

  public Limits {
    if (ownVolumeOctets < 1 || memoryOctets < 0 || openFiles < 1 || volumeOctets < 1) {
      throw new IllegalArgumentException("a limit is too small");
    }
    if (memoryOctets > ownVolumeOctets) {
      throw new IllegalArgumentException("what is in memory can't become a volume of its own");
    }
  }
}
