package portineria.message;

import java.io.IOException;
import java.io.InputStream;

/**
 * A message's bytes, or a range of them, read where one likes: the store serves 100 MB from a file,
 * a test from an array. Immutable: the same position always gives the same octet.
 */
public interface Octets {
  /** How many there are. */
  long size();

  /**
   * Reads some octets from {@code position} on into {@code target}.
   *
   * @return how many were read, at least one when {@code length > 0}; -1 at or after the end
   */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /** The array itself, not a copy: it must not change from now on. */
  static Octets of(byte[] bytes) {
    return new ArrayOctets(bytes);
  }

  /** The {@code length} octets from {@code position} on, which must lie within these. */
  default Octets slice(long position, long length) {
    return SlicedOctets.of(this, position, length);
  }

  /** All of them in order. Closing the stream closes nothing here. */
  default InputStream stream() {
    return new OctetStream(this);
  }
}
