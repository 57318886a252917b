package portineria.store.volume;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks through all volumes, for {@link Volumes#scan} and {@link Volumes#verify}. */
final class Survey {
  private final Disk disk;
  private final Shelf shelf;
  private final Position until;
  private final Consumer<Found> visitor;
  private final boolean withOctets;
  private Position reached = Position.START;

  /**
   * Whether the present volume is one that was appended to, and not an own volume or unreadable.
   */
  private boolean shared;

  Survey(Disk disk, Shelf shelf, Position until, Consumer<Found> visitor, boolean withOctets) {
    this.disk = disk;
    this.shelf = shelf;
    this.until = until;
    this.visitor = visitor;
    this.withOctets = withOctets;
  }

  Position run(Position from) throws IOException {
    reached = from;
    for (Map.Entry<Integer, String> volume : shelf.all()) {
      int number = volume.getKey();
      if (number >= from.openVolume() && number <= until.lastVolume()) {
        walk(number, volume.getValue(), number == from.openVolume() ? from.end() : 0);
      }
    }
    if (until.openVolume() > 0
        && !until.equals(Position.UNBOUNDED)
        && shelf.find(until.openVolume()).isEmpty()) {
      damaged(until.openVolume(), 0, until.end(), "the volume is missing");
    }
    return reached;
  }

  private void walk(int number, String name, long from) throws IOException {
    shared = false;
    try (Disk.File file = disk.open(name)) {
      long size = file.size();
      boolean isOpen = number == until.openVolume();
      long limit = isOpen ? Math.min(size, until.end()) : size;
      long end = new Walk(number, new Window(file, limit), this::tell, withOctets).run(from);
      if (isOpen && size < until.end()) {
        damaged(number, size, until.end(), "the volume is shorter than the index says");
      }
      if (!isOpen && size - end < TarHeader.END_OF_ARCHIVE) {
        damaged(number, end, size, "the volume has no end of archive; it may be cut short");
      }
      reach(number, end);
    } catch (NoSuchFileException removed) {
      // By a process that compacts, since the names were read: what was in it is elsewhere.
    }
  }

  private void tell(Found found) {
    switch (found) {
      case Found.Message(Entry entry) -> shared |= entry.group().isPresent();
      case Found.Erased erased -> shared |= erased.group().isPresent();
      case Found.Damaged damaged -> {}
    }
    visitor.accept(found);
  }

  /** The volume to go on with is the last that was appended to. */
  private void reach(int number, long end) {
    int lastVolume = Math.max(number, reached.lastVolume());
    reached =
        shared
            ? new Position(number, end, lastVolume)
            : new Position(reached.openVolume(), reached.end(), lastVolume);
  }

  private void damaged(int volume, long from, long to, String what) {
    visitor.accept(new Found.Damaged(volume, from, to, what, Optional.empty()));
  }
}
