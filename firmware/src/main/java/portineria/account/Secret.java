package portineria.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A password's octets (UTF-8) for as long as they are needed; closing wipes them. */
final class Secret implements AutoCloseable {
  private final byte[] octets;

  private Secret(byte[] octets) {
    this.octets = octets;
  }

  static Secret of(char[] characters) {
    // UTF-8 has at most three octets for each char.
    byte[] room = new byte[3 * characters.length];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(characters), encoded, true);
    Secret secret = new Secret(Arrays.copyOf(room, encoded.position()));
    Arrays.fill(room, (byte) 0);
    return secret;
  }

  /** Not a copy. */
  byte[] octets() {
    return octets;
  }

  @Override
  public void close() {
    Arrays.fill(octets, (byte) 0);
  }
}
