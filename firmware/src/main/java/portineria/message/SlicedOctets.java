package portineria.message;

import java.io.IOException;
import java.util.Objects;

/** A range of other octets; a slice of a slice is a slice of the whole. */
final class SlicedOctets implements Octets {
  private final Octets whole;
  private final long start;
  private final long size;

  private SlicedOctets(Octets whole, long start, long size) {
    this.whole = whole;
    this.start = start;
    this.size = size;
  }

  static Octets of(Octets whole, long position, long length) {
    Objects.checkFromIndexSize(position, length, whole.size());
    if (length == whole.size()) {
      return whole;
    }
    if (whole instanceof SlicedOctets slice) {
      return new SlicedOctets(slice.whole, slice.start + position, length);
    }
    return new SlicedOctets(whole, position, length);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (position >= size) {
      return -1;
    }
    return whole.read(start + position, target, offset, (int) Math.min(length, size - position));
  }
}
