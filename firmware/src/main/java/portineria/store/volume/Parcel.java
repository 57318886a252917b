package portineria.store.volume;

import java.io.IOException;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;

/**
 * A complete message that has no place in a volume yet. One thread at a time uses it, except for
 * {@link #octets}; it is handed to the writer thread and back.
 */
public final class Parcel implements Incoming.Received {
  private final Digest digest;
  private final Octets octets;

  Parcel(Digest digest, Octets octets) {
    this.digest = digest;
    this.octets = octets;
  }

  @Override
  public Digest digest() {
    return digest;
  }

  /** Readable before and after it got its place, until the {@link Incoming} is closed. */
  @Override
  public Octets octets() {
    return octets;
  }

  /**
   * Writes the label. Must be called before {@link Volumes#append}, by the session's thread and not
   * by the writer's: a message that becomes a volume of its own is forced to the disk here. May be
   * called again with another label as long as the message has no place.
   */
  public void address(Label label) throws Refusal, IOException {
    assert !label.account().isEmpty();
  }
}
