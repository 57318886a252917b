package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import portineria.store.Digest;

/** Digests as the store knows messages by. */
final class Sha256 {
  private static final int BUFFER_OCTETS = 64 * 1024;

  private Sha256() {}

  static Digest of(byte[] octets) {
    return Digest.of(Digest.sha256().digest(octets));
  }

  /** Reads all of {@code octets}. */
  static Sized of(InputStream octets) throws IOException {
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[BUFFER_OCTETS];
    long size = 0;
    for (int n = octets.read(buffer); n > 0; n = octets.read(buffer)) {
      digest.update(buffer, 0, n);
      size += n;
    }
    return new Sized(Digest.of(digest.digest()), size);
  }

  /** What was read. */
  record Sized(Digest digest, long size) {}
}
