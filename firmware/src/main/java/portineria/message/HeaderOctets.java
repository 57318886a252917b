package portineria.message;

import java.util.Arrays;

/** The octets of the header that is being read, up to a limit; used again for the next header. */
final class HeaderOctets {
  /** Takes nothing: for lines that are no header. */
  static final HeaderOctets NONE = new HeaderOctets(0);

  private final int max;
  private byte[] octets = {};
  private int length;

  HeaderOctets(int max) {
    this.max = max;
  }

  void clear() {
    length = 0;
  }

  /** Takes what is still within the limit. */
  void append(byte[] source, int from, int count) {
    int taken = Math.min(count, max - length);
    if (length + taken > octets.length) {
      octets =
          Arrays.copyOf(octets, Math.min(max, Math.max(length + taken, 4096 + 2 * octets.length)));
    }
    System.arraycopy(source, from, octets, length, taken);
    length += taken;
  }

  Header header(MessageLimits limits) {
    return Header.within(octets, length, limits);
  }
}
