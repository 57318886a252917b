package portineria.imap.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for octets that are zero, eight at a time: all mail that is sent passes through here, and
 * hardly any has one.
 */
final class Nul {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOWEST_BITS = 0x0101010101010101L;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private Nul() {}

  /** The first that is zero from {@code from} to below {@code end}; -1 if there is none. */
  static int find(byte[] octets, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(octets, at);
      // Taking 1 from each octet carries into the highest bit of one that was 0, and of no lower.
      long zeros = (eight - LOWEST_BITS) & ~eight & HIGHEST_BITS;
      if (zeros != 0) {
        return at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    for (; at < end; at++) {
      if (octets[at] == 0) {
        return at;
      }
    }
    return -1;
  }
}
