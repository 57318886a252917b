package portineria.store.volume;

import java.io.IOException;
import java.util.Optional;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;

/**
 * A complete message that has no place in a volume yet. One thread at a time uses it, except for
 * {@link #octets}: its session hands it to the writer thread, and closes the {@link Incoming} only
 * after the writer is done with it.
 */
public final class Parcel implements Incoming.Received {
  private final Digest digest;
  private final Octets octets;

  /** Its file, where it becomes a volume of its own. */
  private final Optional<SpoolFile> ownVolume;

  private Optional<Label> label = Optional.empty();
  private Optional<Location> place = Optional.empty();
  private boolean broken;

  Parcel(Digest digest, Octets octets, Optional<SpoolFile> ownVolume) {
    this.digest = digest;
    this.octets = octets;
    this.ownVolume = ownVolume;
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
   * called again with another label; one that is already in a volume of its own keeps its first.
   *
   * @throws Refusal with {@code NO_SPACE} or {@code UNAVAILABLE} when the disk does not take it
   */
  public void address(Label to) throws Refusal {
    label = Optional.of(to);
    if (ownVolume.isPresent() && place.isEmpty()) {
      seal(ownVolume.get(), to);
    }
  }

  private void seal(SpoolFile file, Label to) throws Refusal {
    if (broken) {
      throw unavailable(new IOException("an earlier force failed"));
    }
    broken = true; // until the disk says otherwise: V7
    try {
      file.seal(EntryHead.encodeOwn(to, digest, octets.size()));
      broken = false;
    } catch (NoSpace full) {
      broken = false;
      throw new Refusal(Refusal.Reason.NO_SPACE, "the disk is full", full);
    } catch (IOException failed) {
      throw unavailable(failed);
    }
  }

  private static Refusal unavailable(IOException cause) {
    return new Refusal(
        Refusal.Reason.UNAVAILABLE, "the disk did not take the message; send it again", cause);
  }

  Label label() {
    return label.orElseThrow(() -> new AssertionError("a parcel without an address"));
  }

  Optional<SpoolFile> ownVolume() {
    return ownVolume;
  }

  Optional<Location> place() {
    return place;
  }

  void place(Optional<Location> now) {
    place = now;
  }
}
