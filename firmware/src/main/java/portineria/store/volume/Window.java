package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A file seen through one buffer: good for walking over headers, and onwards through octets. For
 * one thread.
 */
final class Window {
  private static final int OCTETS = 32 * 1024;

  private final Disk.File file;
  private final long limit;
  private final byte[] buffer = new byte[OCTETS];
  private long start;
  private int filled;

  /**
   * Shows nothing beyond {@code limit}.
   *
   * @param limit at most the file's size
   */
  Window(Disk.File file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /** The tar header in the block at {@code at}. */
  Optional<TarHeader> header(long at) throws IOException {
    return show(at, TarHeader.BLOCK)
        ? TarHeader.parse(buffer, (int) (at - start))
        : Optional.empty();
  }

  /** A copy of some octets, where all of them are there. */
  Optional<byte[]> octets(long at, int length) throws IOException {
    if (length > OCTETS || !show(at, length)) {
      return Optional.empty();
    }
    byte[] octets = new byte[length];
    System.arraycopy(buffer, (int) (at - start), octets, 0, length);
    return Optional.of(octets);
  }

  /** Whether all octets from {@code at} up to {@code end} are there and zeros. */
  boolean isZero(long at, long end) throws IOException {
    for (long next = at; next < end; ) {
      int length = (int) Math.min(OCTETS, end - next);
      if (!show(next, length)) {
        return false;
      }
      int from = (int) (next - start);
      for (int i = from; i < from + length; i++) {
        if (buffer[i] != 0) {
          return false;
        }
      }
      next += length;
    }
    return true;
  }

  /** What takes octets by the piece. */
  interface Sink {
    void accept(byte[] buffer, int offset, int length);
  }

  /** Hands on some octets in order; false where not all of them are there. */
  boolean pass(long at, long length, Sink sink) throws IOException {
    for (long done = 0; done < length; ) {
      int piece = (int) Math.min(OCTETS, length - done);
      if (!show(at + done, piece)) {
        return false;
      }
      sink.accept(buffer, (int) (at + done - start), piece);
      done += piece;
    }
    return true;
  }

  /** What was read is read again when it is wanted again: it may have changed. */
  void forget() {
    filled = 0;
  }

  /** Has {@code length} octets from {@code at} in the buffer, where all of them are there. */
  private boolean show(long at, int length) throws IOException {
    if (at + length > limit) {
      return false;
    }
    if (at < start || at + length > start + filled) {
      fill(at);
    }
    return at + length <= start + filled;
  }

  private void fill(long at) throws IOException {
    start = at;
    filled = 0;
    ByteBuffer target = ByteBuffer.wrap(buffer);
    target.limit((int) Math.min(OCTETS, limit - at));
    while (target.hasRemaining()) {
      int count = file.read(target, at + filled);
      if (count < 0) {
        return;
      }
      filled += count;
    }
  }
}
