package portineria.store;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The SHA-256 of a message's octets, as four longs so that equality is by value. */
public record Digest(long a, long b, long c, long d) {
  public static final int OCTETS = 32;

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
