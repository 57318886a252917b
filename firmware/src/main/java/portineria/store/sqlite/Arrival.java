package portineria.store.sqlite;

import java.io.IOException;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;
import portineria.store.volume.Label;
import portineria.store.volume.Parcel;

/**
 * A complete message that can be delivered, more than once if need be. One thread at a time uses
 * it, except for {@link #octets}.
 */
final class Arrival implements Incoming.Received {
  private final Parcel parcel;

  /** It has a place in a volume, or its content had one before: it needs no label any more. */
  private boolean placed;

  private Arrival(Parcel parcel) {
    this.parcel = parcel;
  }

  /** {@code spooled} as what is received gives {@link Arrival}s. */
  static Incoming incoming(Incoming spooled) {
    return new Incoming() {
      @Override
      public void write(byte[] octets, int offset, int length) throws Refusal, IOException {
        spooled.write(octets, offset, length);
      }

      @Override
      public Received finish() throws Refusal, IOException {
        return new Arrival((Parcel) spooled.finish());
      }

      @Override
      public void close() {
        spooled.close();
      }
    };
  }

  /** To be called by the session's thread before the message is handed to the writer. */
  void address(Label label) throws Refusal {
    if (octets().size() > Messages.SIZE_MAX) {
      throw new Refusal(Refusal.Reason.LIMIT, "a message has at most 4 GiB");
    }
    if (!placed) {
      parcel.address(label);
    }
  }

  void placed() {
    placed = true;
  }

  Parcel parcel() {
    return parcel;
  }

  @Override
  public Digest digest() {
    return parcel.digest();
  }

  @Override
  public Octets octets() {
    return parcel.octets();
  }
}
