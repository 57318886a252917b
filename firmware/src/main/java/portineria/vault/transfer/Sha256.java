package portineria.vault.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import portineria.store.Digest;

/** Digests as the store knows messages by. */
final class Sha256 {
  private static final int BUFFER_OCTETS = 64 * 1024;

  private Sha256() {}

  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }

  static Digest of(byte[] octets) {
    return Digest.of(begin().digest(octets));
  }

  /** Reads all of {@code octets}. */
  static Sized of(InputStream octets) throws IOException {
    MessageDigest digest = begin();
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
