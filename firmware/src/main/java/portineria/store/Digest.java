package portineria.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a message's octets, as four longs so that equality is by value. */
public record Digest(long a, long b, long c, long d) {
  public static final int OCTETS = 32;

  /** A new one to be fed, wherever a SHA-256 is wanted. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }

  /** From 32 octets. */
  public static Digest of(byte[] octets) {
    if (octets.length != OCTETS) {
      throw new IllegalArgumentException("a SHA-256 has 32 octets, not " + octets.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    return new Digest(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
  }

  /** From 64 hexadecimal digits. */
  public static Digest parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  public byte[] octets() {
    return ByteBuffer.allocate(OCTETS).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(octets());
  }
}
