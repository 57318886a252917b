package portineria.store.volume;

import java.io.IOException;
import portineria.store.Incoming;
import portineria.store.Refusal;

/**
 * Where messages are while they come in: in memory, the bigger ones in files under {@code spool/}.
 * Many threads use it, each with its own {@link Incoming}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Spool {
  private Spool() {}

  /** Opens the spool and empties it: whatever is in there was never acknowledged. */
  public static Spool open(Disk disk, Limits limits) throws IOException {
    throw new IllegalStateException();
  }

  /**
   * Starts taking in a message. {@link Incoming#finish} gives a {@link Parcel}.
   *
   * @param octetsExpected its size where it is known, else 0; the message may have any other size
   * @throws Refusal with {@code NO_SPACE} when it would use up the disk's reserve
   */
  public Incoming incoming(long octetsExpected) throws Refusal {
    throw new IllegalStateException();
  }
}
