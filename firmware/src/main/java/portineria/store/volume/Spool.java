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
    return new Arrival(this, firstOctets(octetsExpected));
  }

  /** One that is known to be bigger gets its whole buffer at once, if there is one for it. */
  private int firstOctets(long octetsExpected) {
    int free = freeOctets();
    if (octetsExpected <= free || octetsExpected > limits.memoryOctets()) {
      return free;
    }
    int wanted = (int) octetsExpected;
    return take(wanted - free) ? wanted : free;
  }

  private int freeOctets() {
    return Math.min(FREE_OCTETS, Math.max(1, limits.memoryOctets()));
  }

  /** Takes so much of the budget of all, if it is there. */
  private boolean take(int octets) {
    if (memory.addAndGet(octets) > limits.memoryBudgetOctets()) {
      memory.addAndGet(-octets);
      return false;
    }
    return true;
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
    return wanted > octets && take(wanted - octets) ? wanted : octets;
  }

  /** A buffer that had grown to {@code octets} is not used any more. */
  void release(int octets) {
    memory.addAndGet(-Math.max(0, octets - freeOctets()));
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
