package portineria.message;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A message seen through a small buffer that only moves forward, line by line. Counts lines on the
 * way: each LF that was passed.
 */
final class Window {
  private static final int BUFFER_OCTETS = 32 * 1024;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH_LOWEST_BIT = 0x0101010101010101L;
  private static final long EACH_HIGHEST_BIT = 0x8080808080808080L;
  private static final long LINE_FEEDS = '\n' * EACH_LOWEST_BIT;

  private final Octets octets;
  private final byte[] buffer;

  /** The position in the message of the buffer's first octet. */
  private long base;

  private int at;
  private int limit;
  private long lines;

  Window(Octets octets) {
    this.octets = octets;
    this.buffer = new byte[(int) Math.min(BUFFER_OCTETS, octets.size())];
  }

  long position() {
    return base + at;
  }

  long lines() {
    return lines;
  }

  /** Makes {@code count} octets visible, or all that are left; false at the end. */
  boolean see(int count) throws IOException {
    return limit - at >= count || fill(count);
  }

  private boolean fill(int count) throws IOException {
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    base += at;
    limit -= at;
    at = 0;
    while (limit < Math.min(count, buffer.length)) {
      int read = octets.read(base + limit, buffer, limit, buffer.length - limit);
      if (read < 0) {
        break;
      }
      limit += read;
    }
    return limit > 0;
  }

  /** The octet that far ahead, -1 if it is not visible. */
  int peek(int ahead) {
    return at + ahead < limit ? buffer[at + ahead] & 0xff : -1;
  }

  /** Whether the visible octets that far ahead begin with these. */
  boolean startsWith(int ahead, byte[] wanted) {
    int from = at + ahead;
    return limit - from >= wanted.length
        && Arrays.equals(buffer, from, from + wanted.length, wanted, 0, wanted.length);
  }

  /** Passes over the rest of the line, handing it to {@code target}; 2, 1 or 0 octets end it. */
  int line(HeaderOctets target) throws IOException {
    boolean carriageReturn = false;
    while (see(1)) {
      int end = lineFeed();
      target.append(buffer, at, end - at);
      if (end > at) {
        carriageReturn = buffer[end - 1] == '\r';
      }
      at = end;
      if (end < limit) {
        target.append(buffer, at, 1);
        at++;
        lines++;
        return carriageReturn ? 2 : 1;
      }
    }
    return 0;
  }

  /** Where the next LF is, or the limit; eight octets at a time, for this is where time goes. */
  private int lineFeed() {
    int end = at;
    for (; end + Long.BYTES <= limit; end += Long.BYTES) {
      long differences = (long) LONGS.get(buffer, end) ^ LINE_FEEDS;
      long zeros = (differences - EACH_LOWEST_BIT) & ~differences & EACH_HIGHEST_BIT;
      if (zeros != 0) {
        return end + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
      }
    }
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Passes over all that is left. */
  void end() throws IOException {
    while (see(1)) {
      int found = 0;
      for (int i = at; i < limit; i++) {
        found += buffer[i] == '\n' ? 1 : 0;
      }
      lines += found;
      at = limit;
    }
  }
}
