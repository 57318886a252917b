package portineria.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Objects;

/**
 * Text without a credible label: what is well-formed UTF-8 (RFC 3629) is that, each other octet is
 * windows-1252. Decides character by character, so it needs no second look at a stream.
 */
final class GuessedText extends Reader {
  private static final String WINDOWS_1252 = windows1252();

  private final InputStream in;
  private final byte[] octets = new byte[8192];
  private int at;
  private int limit;
  private boolean ended;

  /** The second char of a surrogate pair that did not fit, or 0. */
  private char pending;

  GuessedText(InputStream in) {
    this.in = in;
  }

  /** The same of octets in memory. */
  static String decode(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; ) {
      int length = wellFormed(octets, i, octets.length);
      text.appendCodePoint(codePoint(octets, i, length));
      i += Math.max(1, length);
    }
    return text.toString();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = 0;
    while (count < length) {
      if (pending != 0) {
        target[offset + count++] = pending;
        pending = 0;
      } else if (limit - at >= 4 || fill()) {
        int octetsUsed = wellFormed(octets, at, limit);
        int codePoint = codePoint(octets, at, octetsUsed);
        at += Math.max(1, octetsUsed);
        if (Character.isBmpCodePoint(codePoint)) {
          target[offset + count++] = (char) codePoint;
        } else {
          target[offset + count++] = Character.highSurrogate(codePoint);
          pending = Character.lowSurrogate(codePoint);
        }
      } else {
        break;
      }
    }
    return count == 0 && length > 0 ? -1 : count;
  }

  /** Makes four octets available, or all that are left; false if there are none. */
  private boolean fill() throws IOException {
    if (!ended) {
      System.arraycopy(octets, at, octets, 0, limit - at);
      limit -= at;
      at = 0;
    }
    while (limit - at < 4 && !ended) {
      int count = in.read(octets, limit, octets.length - limit);
      ended = count < 0;
      limit += Math.max(0, count);
    }
    return at < limit;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** How many octets form one well-formed character at {@code i}; 0 if they do not. */
  private static int wellFormed(byte[] octets, int i, int end) {
    int first = octets[i];
    if (first >= 0) {
      return 1;
    }
    first &= 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || i + length > end) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      if ((octets[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = octets[i + 1] & 0xff;
    boolean legal =
        switch (first) {
          case 0xe0 -> second >= 0xa0;
          case 0xed -> second < 0xa0;
          case 0xf0 -> second >= 0x90;
          case 0xf4 -> second < 0x90;
          default -> true;
        };
    return legal ? length : 0;
  }

  private static int codePoint(byte[] octets, int i, int length) {
    return switch (length) {
      case 0 -> WINDOWS_1252.charAt(octets[i] & 0xff);
      case 1 -> octets[i];
      case 2 -> ((octets[i] & 0x1f) << 6) | low(octets[i + 1]);
      case 3 -> ((octets[i] & 0x0f) << 12) | (low(octets[i + 1]) << 6) | low(octets[i + 2]);
      default ->
          ((octets[i] & 0x07) << 18)
              | (low(octets[i + 1]) << 12)
              | (low(octets[i + 2]) << 6)
              | low(octets[i + 3]);
    };
  }

  private static int low(byte octet) {
    return octet & 0x3f;
  }

  private static String windows1252() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return new String(all, MailCharset.WINDOWS_1252);
  }
}
