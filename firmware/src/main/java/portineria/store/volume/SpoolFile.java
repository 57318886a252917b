package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import portineria.message.Octets;

/**
 * The file of one message on its way in, laid out as an own volume from the start: FORMAT.md, "The
 * spool". One thread writes it; the writer thread may rename it.
 */
final class SpoolFile {
  /**
   * A big message is put on the disk in steps, by its session: one step at the end would fill the
   * disk's queue, and the writer's next sync would wait behind it.
   */
  private static final long STEP_OCTETS = 8L * 1024 * 1024;

  private final Disk disk;
  private final String name;
  private final Disk.File file;
  private long size;
  private long unforced;

  /** Its name in {@code volumes/} since the writer gave it a place, else that in the spool. */
  private volatile String nameNow;

  SpoolFile(Disk disk, String name) throws IOException {
    this.disk = disk;
    this.name = name;
    this.nameNow = name;
    this.file = disk.create(name);
  }

  /** Adds octets of the message. */
  void append(byte[] octets, int offset, int length) throws IOException {
    file.write(ByteBuffer.wrap(octets, offset, length), EntryHead.OWN_OCTETS + size);
    size += length;
    unforced += length;
    if (unforced >= STEP_OCTETS) {
      unforced = 0;
      file.force();
    }
  }

  /** Adds what stands behind the message in an own volume. */
  void complete() throws IOException {
    int fill = (int) (TarHeader.padded(size) - size);
    file.write(ByteBuffer.allocate(fill + TarHeader.END_OF_ARCHIVE), EntryHead.OWN_OCTETS + size);
  }

  /** Puts it on the disk as a volume, with this head. */
  void seal(byte[] head) throws IOException {
    file.write(ByteBuffer.wrap(head), 0);
    file.force();
  }

  Octets octets() {
    return new FileOctets(this::read, EntryHead.OWN_OCTETS, size);
  }

  private int read(ByteBuffer target, long position) throws IOException {
    int count = file.read(target, position);
    if (count < 0) {
      throw new ClosedChannelException();
    }
    return count;
  }

  /** Becomes a volume of this name. */
  void moveTo(String volume) throws IOException {
    disk.rename(name, volume);
    nameNow = volume;
  }

  /** Comes back to the spool. */
  void moveBack() throws IOException {
    disk.rename(nameNow, name);
    nameNow = name;
  }

  /** Closes it, and deletes it unless it has become a volume. */
  void discard() throws IOException {
    try {
      file.close();
    } finally {
      if (nameNow.equals(name)) {
        disk.delete(name);
      }
    }
  }
}
