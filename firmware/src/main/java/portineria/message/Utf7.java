package portineria.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Objects;

/**
 * Text in UTF-7 (RFC 2152), which Java has not and old mail has: {@code Caff+AOg-}.
 *
 * <p>A shift sequence gives UTF-16 units, one for each 16 bits; what is left of them is dropped.
 */
final class Utf7 extends Reader {
  private final InputStream in;
  private boolean shifted;
  private boolean justShifted;
  private int bits;
  private int bitCount;

  Utf7(InputStream in) {
    this.in = in;
  }

  static String decode(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    try (Reader reader = new Utf7(new ByteArrayInputStream(octets))) {
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        text.append((char) c);
      }
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return text.toString();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    while (count < length) {
      int c = unit();
      if (c < 0) {
        break;
      }
      target[offset + count++] = (char) c;
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  private int unit() throws IOException {
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (!shifted) {
        if (octet != '+') {
          return octet;
        }
        shifted = true;
        justShifted = true;
        bitCount = 0;
        continue;
      }
      int sextet = Base64Stream.sextet(octet);
      if (sextet >= 0) {
        justShifted = false;
        bits = (bits << 6) | sextet;
        bitCount += 6;
        if (bitCount >= 16) {
          bitCount -= 16;
          return (bits >>> bitCount) & 0xffff;
        }
        continue;
      }
      shifted = false;
      if (octet != '-') {
        return octet;
      }
      if (justShifted) {
        return '+';
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
