package portineria.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import portineria.store.Digest;

/** What is remembered of a message that was erased: FORMAT.md, "A tag". */
final class Tag {
  private static final String PURPOSE = "portineria erased";

  private Tag() {}

  /**
   * A hash of the digest and not the digest, so that nothing on the disk says which messages were
   * erased to somebody who does not have them. There is no key, on purpose. Whoever has the message
   * can find out that this account had it too: that is what the ledger is for, and a key that lies
   * beside it would not change it; but a key that is lost would undo every erasure.
   *
   * @param filed the name under which the account's mail is filed, which no renaming changes
   */
  static Digest of(String filed, Digest digest) {
    MessageDigest sha256 = Digest.sha256();
    sha256.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) 0);
    sha256.update(filed.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    return Digest.of(sha256.digest(digest.octets()));
  }
}
