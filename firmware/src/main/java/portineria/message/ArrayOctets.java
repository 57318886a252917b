package portineria.message;

import java.util.Objects;

/** Octets that are in memory anyway. */
final class ArrayOctets implements Octets {
  private final byte[] bytes;

  ArrayOctets(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (position >= bytes.length) {
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - position);
    System.arraycopy(bytes, (int) position, target, offset, count);
    return count;
  }
}
