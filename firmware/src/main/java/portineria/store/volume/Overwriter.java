package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tombstones of messages in one volume, in place: FORMAT.md, "An erased message", V12. May be
 * done again, at any time, to places where it was done before or begun.
 */
final class Overwriter {
  private static final Logger LOG = LoggerFactory.getLogger(Overwriter.class);

  /** What stands before a message: two headers, and a label that is never longer than this. */
  private static final int HEAD_OCTETS_MAX = EntryHead.OWN_OCTETS + 2 * TarHeader.BLOCK;

  private static final int PIECE_OCTETS = 64 * 1024;

  /** As for a big message on its way in: one step at the end would hold up the writer's sync. */
  private static final long STEP_OCTETS = 8L * 1024 * 1024;

  private final int volume;
  private final Disk.File file;
  private final long size;
  private final ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE_OCTETS);

  private Overwriter(int volume, Disk.File file) throws IOException {
    this.volume = volume;
    this.file = file;
    this.size = file.size();
  }

  /**
   * Overwrites; all of it is on the disk then. What a volume does not have needs no overwriting,
   * and neither does a volume that is missing.
   *
   * @param graves all in {@code volume}
   * @throws DiskFailed when forcing failed
   */
  static void run(Disk disk, Shelf shelf, int volume, List<Grave> graves) throws IOException {
    Optional<String> name = shelf.find(volume);
    if (name.isEmpty()) {
      return;
    }
    try (Disk.File file = disk.edit(name.get())) {
      new Overwriter(volume, file).run(graves);
    } catch (NoSuchFileException missing) {
      LOG.warn("erased-unwritten volume={} is missing", volume);
    }
  }

  private void run(List<Grave> graves) throws IOException {
    List<Tombstone> tombstones = new ArrayList<>();
    for (Grave grave : graves) {
      long offset = grave.location().offset();
      if (offset >= TarHeader.BLOCK && offset <= size) {
        tombstones.add(tombstone(grave));
      }
    }
    for (Tombstone one : tombstones) {
      int last = one.head.limit() - TarHeader.BLOCK;
      file.write(one.head.slice(last, TarHeader.BLOCK), one.start + last);
    }
    force();
    for (Tombstone one : tombstones) {
      file.write(one.head.slice(0, one.head.limit() - TarHeader.BLOCK), one.start);
      blank(one.grave.location());
    }
    force();
  }

  /**
   * What an entry is to become.
   *
   * @param start of the head
   * @param head all of it; its last block alone where the rest can't be found
   */
  private record Tombstone(Grave grave, long start, ByteBuffer head) {}

  private Tombstone tombstone(Grave grave) throws IOException {
    long offset = grave.location().offset();
    Optional<Long> start = headStart(offset);
    if (start.isEmpty()) {
      LOG.warn("label-left volume={} offset={}: its head is damaged", volume, offset);
      ByteBuffer last = ByteBuffer.wrap(EntryHead.encodeLastErased(grave));
      return new Tombstone(grave, offset - TarHeader.BLOCK, last);
    }
    int octets = (int) (offset - start.get());
    Optional<Position> group =
        EntryHead.parse(new Window(file, size), start.get()).flatMap(EntryHead::group);
    ByteBuffer head = ByteBuffer.wrap(EntryHead.encodeErased(grave, group, octets));
    return new Tombstone(grave, start.get(), head);
  }

  /** Where the head begins: at a pax header whose records end at the block before the octets. */
  private Optional<Long> headStart(long offset) throws IOException {
    long first = Math.max(0, offset - HEAD_OCTETS_MAX);
    Window window = new Window(file, Math.min(size, offset));
    for (long at = offset - 3 * TarHeader.BLOCK; at >= first; at -= TarHeader.BLOCK) {
      Optional<TarHeader> header = window.header(at);
      if (header.isPresent()
          && header.get().type() == TarHeader.PAX
          && at + 2 * TarHeader.BLOCK + TarHeader.padded(header.get().size()) == offset) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private void blank(Location location) throws IOException {
    long end = Math.min(size, location.offset() + location.size());
    long unforced = 0;
    for (long at = location.offset(); at < end; ) {
      int count = (int) Math.min(PIECE_OCTETS, end - at);
      file.write(zeros.clear().limit(count), at);
      at += count;
      unforced += count;
      if (unforced >= STEP_OCTETS) {
        force();
        unforced = 0;
      }
    }
  }

  private void force() {
    try {
      file.force();
    } catch (IOException failed) {
      throw new DiskFailed("volume " + volume + " could not be forced to the disk", failed);
    }
  }
}
