package portineria.fetch;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import portineria.store.Digest;

/**
 * What a message is known by: its unique-id, or what stands in its place. A unique-id has no space
 * (RFC 1939 §7), so what is made here can't be mistaken for one.
 */
final class Keys {
  private Keys() {}

  /** Of a unique-id that one message carries. */
  static String ofUniqueId(String uniqueId, int charsMax) {
    return uniqueId.length() <= charsMax ? uniqueId : "long " + hash(uniqueId);
  }

  /**
   * Of a message without a usable unique-id. A hash of the digest: the key is remembered while the
   * message is upstream, even when it was erased here, and its digest must not be then.
   *
   * @param copy 1 for the first of identical messages
   */
  static String ofDigest(Digest digest, int copy) {
    return "digest " + hash(digest.hex()) + (copy == 1 ? "" : " " + copy);
  }

  /** Of a message without a usable unique-id whose octets are not known because it is refused. */
  static String unknown(String uniqueId, long octets, int charsMax) {
    String shown = uniqueId.isEmpty() ? "-" : ofUniqueId(uniqueId, charsMax);
    return "unread " + octets + " " + shown;
  }

  static String hash(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digest.sha256().digest(octets));
  }
}
