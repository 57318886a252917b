package portineria.store;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import portineria.message.Octets;

/** A message on its way into a store in memory. */
final class FakeIncoming implements Incoming {
  private final FakeStore store;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  FakeIncoming(FakeStore store) {
    this.store = store;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws Refusal {
    store.change(
        () -> {
          octets.write(source, offset, length);
          return length;
        });
  }

  @Override
  public Received finish() {
    byte[] all = octets.toByteArray();
    return new Whole(digest(all), Octets.of(all));
  }

  private static Digest digest(byte[] octets) {
    try {
      return Digest.of(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {}

  /** All of it. */
  record Whole(Digest digest, Octets octets) implements Received {}
}
