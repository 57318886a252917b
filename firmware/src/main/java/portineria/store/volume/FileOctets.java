package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import portineria.message.Octets;

/** Octets that lie in a file; each read goes there, into the caller's buffer. */
final class FileOctets implements Octets {
  /** The channel of a file reads through a buffer of its own, as large as the read and kept. */
  private static final int READ_MAX = 64 * 1024;

  /** What reads a file. */
  interface Source {
    /** Reads at least one octet, or throws: there are that many. */
    int read(ByteBuffer target, long position) throws IOException;
  }

  private final Source source;
  private final long start;
  private final long size;

  FileOctets(Source source, long start, long size) {
    this.source = source;
    this.start = start;
    this.size = size;
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
    int count = (int) Math.min(Math.min(length, READ_MAX), size - position);
    return count == 0 ? 0 : source.read(ByteBuffer.wrap(target, offset, count), start + position);
  }
}
