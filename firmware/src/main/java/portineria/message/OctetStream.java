package portineria.message;

import java.io.IOException;
import java.io.InputStream;

/** Octets as a stream; unbuffered, so read it by the block. */
final class OctetStream extends InputStream {
  private final Octets octets;
  private long position;

  OctetStream(Octets octets) {
    this.octets = octets;
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
    int count = octets.read(position, target, offset, length);
    if (count > 0) {
      position += count;
    }
    return count;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.clamp(count, 0, octets.size() - position);
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, octets.size() - position);
  }
}
