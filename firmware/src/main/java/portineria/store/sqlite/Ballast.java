package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.volume.Disk;

/**
 * The file {@code ballast}: room that is kept for a start on a disk that others have filled to its
 * last block. A start needs some: SQLite's shared memory, the end of a cut volume. Without it the
 * box would not even serve what it holds.
 *
 * @param reserveOctets what deliveries leave free; the ballast is a small part of it
 */
record Ballast(Disk disk, long reserveOctets) {
  private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
  private static final String NAME = "ballast";

  /** Of 256 MiB: 8 MiB, a hundred times what a start needs. */
  private static final int PART = 32;

  private static final int PIECE_OCTETS = 64 * 1024;

  private long octets() {
    return reserveOctets / PART;
  }

  /** At start: throws it overboard where the disk is full. */
  void dropIfFull() throws IOException {
    if (disk.freeOctets() < octets() && isHere()) {
      LOG.warn("ballast-dropped free={}", disk.freeOctets());
      disk.delete(NAME);
    }
  }

  /** Takes it in where there is room for it; that it is not there harms nobody before it does. */
  void takeIn() {
    try {
      if (octets() > 0 && disk.freeOctets() >= reserveOctets && !isHere()) {
        write();
      }
    } catch (IOException failed) {
      LOG.warn("ballast-unwritten cause={}", failed.getMessage());
    }
  }

  private boolean isHere() throws IOException {
    try (Disk.File file = disk.open(NAME)) {
      return file.size() >= octets();
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  /** Not forced: its place is taken at once, and after a power cut it is written again. */
  private void write() throws IOException {
    try (Disk.File file = disk.create(NAME)) {
      for (long at = 0; at < octets(); at += PIECE_OCTETS) {
        file.write(ByteBuffer.allocate((int) Math.min(PIECE_OCTETS, octets() - at)), at);
      }
    }
  }
}
