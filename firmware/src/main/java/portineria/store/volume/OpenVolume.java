package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import portineria.message.Octets;

/**
 * The volume that is appended to. Octets go through one buffer; nobody reads them before the index
 * knows them, so they may wait there until the sync. For the writer thread.
 */
final class OpenVolume {
  private static final int PIECE_OCTETS = 16 * 1024;

  private static final byte[] ZEROS = new byte[TarHeader.END_OF_ARCHIVE];

  private final Disk.File file;
  private final ByteBuffer buffer;
  private final byte[] piece = new byte[PIECE_OCTETS];

  /** Where the buffer's octets go. */
  private long written;

  private boolean changed;

  /**
   * Opened at {@code end}.
   *
   * @param buffer empty; used as long as this is open
   */
  OpenVolume(Disk.File file, long end, ByteBuffer buffer) {
    this.file = file;
    this.written = end;
    this.buffer = buffer.clear();
  }

  /** Where the next entry goes. */
  long end() {
    return written + buffer.position();
  }

  /** Adds an entry. */
  void add(byte[] head, Octets octets) throws IOException {
    changed = true;
    put(head, head.length);
    for (long at = 0; at < octets.size(); ) {
      int count = octets.read(at, piece, 0, PIECE_OCTETS);
      put(piece, count);
      at += count;
    }
    put(ZEROS, (int) (TarHeader.padded(octets.size()) - octets.size()));
  }

  private void put(byte[] octets, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int count = Math.min(length - done, buffer.remaining());
      buffer.put(octets, done, count);
      done += count;
    }
  }

  private void flush() throws IOException {
    int count = buffer.flip().remaining();
    file.write(buffer, written);
    written += count;
    buffer.clear();
  }

  /** Writes the end of the archive and forces everything: V4, V6. */
  void sync() throws IOException {
    if (!changed) {
      return;
    }
    flush();
    file.write(ByteBuffer.wrap(ZEROS), written);
    force();
    changed = false;
  }

  private void force() {
    try {
      file.force();
    } catch (IOException failed) {
      throw new DiskFailed("the open volume could not be forced to the disk", failed);
    }
  }

  /** Forgets what was appended behind {@code end}. */
  void cutBack(long end) throws IOException {
    buffer.clear();
    written = end;
    changed = false;
    cut(file, end);
  }

  /** Cuts a volume at {@code end} and puts the end of the archive there. */
  static void cut(Disk.File file, long end) throws IOException {
    try {
      // In place: these blocks were the end of the archive before, or are to be cut off.
      file.write(ByteBuffer.wrap(ZEROS), end);
      file.truncate(end + ZEROS.length);
    } catch (NoSpace full) {
      file.truncate(end); // a tar without its end is a tar; the next sync writes the end
    }
  }

  void close() throws IOException {
    file.close();
  }
}
