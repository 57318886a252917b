package portineria.admin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The octets that come along with a question, in pieces, so that nobody needs to know how many
 * there are: each behind its length(4); 0 is the end, {@link #BROKEN_OFF} the end before the end.
 */
final class Chunks extends InputStream {
  private static final int OCTETS = 64 * 1024;
  private static final int END = 0;
  private static final int BROKEN_OFF = -1;

  private final DataInputStream in;
  private int left;
  private boolean ended;

  /** The chunks that {@code in} has next. Closing reads them to their end. */
  Chunks(DataInputStream in) {
    this.in = in;
  }

  /**
   * Sends all of {@code octets}. If they can't be read to their end, the far side is told, and both
   * go on: whoever gave them knows of it.
   */
  static void send(InputStream octets, DataOutputStream out) throws IOException {
    byte[] buffer = new byte[OCTETS];
    while (true) {
      int count;
      try {
        count = octets.readNBytes(buffer, 0, buffer.length);
      } catch (IOException e) {
        out.writeInt(BROKEN_OFF);
        return;
      }
      if (count > 0) {
        out.writeInt(count);
        out.write(buffer, 0, count);
      }
      if (count < buffer.length) {
        out.writeInt(END);
        return;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = in.read(target, offset, Math.min(length, left));
    if (count < 0) {
      throw new EOFException();
    }
    left -= count;
    return count;
  }

  private boolean hasMore() throws IOException {
    if (left == 0 && !ended) {
      left = in.readInt();
      ended = left <= 0;
      if (left == BROKEN_OFF) {
        left = 0;
        throw new BrokenOff();
      }
      if (left < 0 || left > OCTETS) {
        throw new IOException("a length beyond its limit: " + left);
      }
    }
    return left > 0;
  }

  @Override
  public void close() throws IOException {
    try {
      while (hasMore()) {
        in.skipNBytes(left);
        left = 0;
      }
    } catch (BrokenOff e) {
      // Whoever wanted them all has heard of it.
    }
  }
}
