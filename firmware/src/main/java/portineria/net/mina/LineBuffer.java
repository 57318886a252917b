package portineria.net.mina;

import java.util.Arrays;

/** A line while it comes in, perhaps octet by octet. */
final class LineBuffer {
  private byte[] octets = {};
  private int filled;

  void append(byte[] source, int from, int count) {
    if (octets.length - filled < count) {
      octets = Arrays.copyOf(octets, Math.max(filled + count, filled * 2));
    }
    System.arraycopy(source, from, octets, filled, count);
    filled += count;
  }

  int size() {
    return filled;
  }

  void reset() {
    filled = 0;
  }

  /** Without CRLF or LF; also without a CR that may turn out to be the first half of a CRLF. */
  int lengthWithoutEnd() {
    int length = filled;
    if (length > 0 && octets[length - 1] == '\n') {
      length--;
    }
    if (length > 0 && octets[length - 1] == '\r') {
      length--;
    }
    return length;
  }

  byte[] withoutEnd() {
    return Arrays.copyOf(octets, lengthWithoutEnd());
  }
}
