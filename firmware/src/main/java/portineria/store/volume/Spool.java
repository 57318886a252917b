package portineria.store.volume;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import portineria.store.Incoming;
import portineria.store.Refusal;

/**
 * Where messages are while they come in: in memory, the bigger ones in files under {@code spool/}.
 * Many threads use it, each with its own {@link Incoming}.
 */
public final class Spool {
  private static final String ROOT = "spool";

  /** What each message gets without asking: sessions are bounded elsewhere. */
  private static final int FREE_OCTETS = 8 * 1024;

  private final Disk disk;
  private final Limits limits;
  private final AtomicLong memory = new AtomicLong();
  private final AtomicLong files = new AtomicLong();

  private Spool(Disk disk, Limits limits) {
    this.disk = disk;
    this.limits = limits;
  }

  /** Opens the spool and empties it: whatever is in there was never acknowledged. V10. */
  public static Spool open(Disk disk, Limits limits) throws IOException {
    for (String name : disk.list(ROOT)) {
      disk.delete(ROOT + "/" + name);
    }
    return new Spool(disk, limits);
  }

  /**
   * Starts taking in a message. {@link Incoming#finish} gives a {@link Parcel}.
   *
   * @param octetsExpected its size where it is known, else 0; the message may have any other size
   * @throws Refusal with {@code NO_SPACE} when it would use up the disk's reserve
   */
  public Incoming incoming(long octetsExpected) throws Refusal {
    try {
      checkSpace(octetsExpected);
    } catch (NoSpace full) {
      throw new Refusal(
          Refusal.Reason.NO_SPACE, "the disk is full up to its reserve; make room on it", full);
    } catch (IOException failed) {
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "the disk does not answer", failed);
    }
    return new Arrival(this, firstOctets());
  }

  private int firstOctets() {
    return Math.min(FREE_OCTETS, Math.max(1, limits.memoryOctets()));
  }

  Limits limits() {
    return limits;
  }

  /** Fails when writing {@code octets} more would use up the reserve. */
  void checkSpace(long octets) throws IOException {
    long free = disk.freeOctets();
    if (free - octets < limits.reserveOctets()) {
      throw new NoSpace(free + " octets are free, and " + limits.reserveOctets() + " must stay so");
    }
  }

  /**
   * The size to which a buffer of {@code octets} may grow, as far as this message's share and the
   * budget of all allow; the same where they don't.
   */
  int larger(int octets) {
    int wanted = Math.min(2 * octets, limits.memoryOctets());
    if (wanted <= octets) {
      return octets;
    }
    long budget = limits.memoryBudgetOctets();
    if (memory.addAndGet(wanted - octets) > budget) {
      memory.addAndGet(octets - wanted);
      return octets;
    }
    return wanted;
  }

  /** A buffer that had grown to {@code octets} is not used any more. */
  void release(int octets) {
    memory.addAndGet(-Math.max(0, octets - firstOctets()));
  }

  /** What buffers hold above their first octets. */
  long memoryOctets() {
    return memory.get();
  }

  SpoolFile newFile() throws IOException {
    disk.makeDirectory(ROOT);
    return new SpoolFile(disk, ROOT + "/" + files.incrementAndGet() + ".tar");
  }
}
