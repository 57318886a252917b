package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recovery at start: FORMAT.md, "Recovery". First looks, then acts; may be repeated at any point.
 */
final class Recoverer {
  /** Ends the name of a volume that nobody had committed. */
  static final String CUT = ".cut";

  private static final int PIECE_OCTETS = 32 * 1024;

  private final Disk disk;
  private final Shelf shelf;
  private final Position committed;
  private final boolean keepTail;
  private final List<Found.Damaged> cuts = new ArrayList<>();
  private final List<Found.Damaged> losses = new ArrayList<>();

  /**
   * @param keepTail whether what is cut off the open volume is copied before
   */
  Recoverer(Disk disk, Shelf shelf, Position committed, boolean keepTail) {
    this.disk = disk;
    this.shelf = shelf;
    this.committed = committed;
    this.keepTail = keepTail;
  }

  /** Gives the open volume, cut where the index ends, if it can be appended to. */
  Optional<Disk.File> run() throws IOException {
    Optional<String> name =
        committed.openVolume() == 0 ? Optional.empty() : shelf.find(committed.openVolume());
    checkGroups(name);
    setAside();
    if (name.isEmpty()) {
      if (committed.openVolume() > 0) {
        loss(0, "the volume is missing");
      }
      return Optional.empty();
    }
    return cutOpen(name.get());
  }

  Recovery report() {
    return new Recovery(cuts, losses);
  }

  /** What a crash leaves behind belongs to one group, which began at the committed position: V9. */
  private void checkGroups(Optional<String> open) throws IOException {
    if (open.isPresent()) {
      checkGroup(committed.openVolume(), open.get(), committed.end());
    }
    for (Map.Entry<Integer, String> volume : shelf.above(committed.lastVolume())) {
      checkGroup(volume.getKey(), volume.getValue(), 0);
    }
  }

  private void checkGroup(int volume, String name, long from) throws IOException {
    List<Location> others = new ArrayList<>();
    try (Disk.File file = disk.open(name)) {
      Window window = new Window(file, file.size());
      new Walk(volume, window, found -> addIfOther(found, others), false).run(from);
    }
    if (!others.isEmpty()) {
      throw new IndexBehind(
          name
              + " holds messages that the index does not know, from octet "
              + others.getFirst().offset()
              + " on: the index is an older copy; run `portineria rebuild`");
    }
  }

  private void addIfOther(Found found, List<Location> others) {
    switch (found) {
      case Found.Message(Entry entry) -> addIfOther(entry.location(), entry.group(), others);
      case Found.Erased erased -> addIfOther(erased.grave().location(), erased.group(), others);
      case Found.Damaged damaged -> {}
    }
  }

  private void addIfOther(Location location, Optional<Position> group, List<Location> others) {
    boolean isOwn = group.isEmpty() && location.offset() == EntryHead.OWN_OCTETS;
    if (!isOwn && !group.equals(Optional.of(committed))) {
      others.add(location);
    }
  }

  private void setAside() throws IOException {
    for (Map.Entry<Integer, String> volume : shelf.above(committed.lastVolume())) {
      String name = volume.getValue();
      long size;
      try (Disk.File file = disk.open(name)) {
        size = file.size();
      }
      disk.rename(name, name + CUT);
      shelf.remove(volume.getKey());
      cuts.add(damage(volume.getKey(), 0, size, "was not committed; renamed to " + name + CUT));
    }
  }

  private Optional<Disk.File> cutOpen(String name) throws IOException {
    Disk.File file = disk.edit(name);
    boolean usable = false;
    try {
      long size = file.size();
      if (size < committed.end()) {
        loss(size, "the volume is shorter than the index says");
        return Optional.empty();
      }
      if (!endsWell(file, size)) {
        cutTail(file, name, size);
      }
      usable = true;
      return Optional.of(file);
    } finally {
      if (!usable) {
        file.close();
      }
    }
  }

  private void cutTail(Disk.File file, String name, long size) throws IOException {
    if (keepTail) {
      copyTail(file, name, size);
    }
    String kept = keepTail ? "; kept as " + name + CUT : "";
    cuts.add(damage(committed.openVolume(), committed.end(), size, "was not committed" + kept));
    OpenVolume.cut(file, committed.end());
    force(file);
  }

  private void copyTail(Disk.File file, String name, long size) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_OCTETS);
    try (Disk.File copy = disk.create(name + CUT)) {
      for (long at = committed.end(); at < size; ) {
        int count = file.read(piece.clear(), at);
        copy.write(piece.flip(), at - committed.end());
        at += count;
      }
      force(copy);
    }
    disk.forceDirectory(name.substring(0, name.lastIndexOf('/')));
  }

  private boolean endsWell(Disk.File file, long size) throws IOException {
    return size >= committed.end() + TarHeader.END_OF_ARCHIVE
        && new Window(file, size).isZero(committed.end(), size);
  }

  private static void force(Disk.File file) {
    try {
      file.force();
    } catch (IOException failed) {
      throw new DiskFailed("the open volume could not be forced to the disk", failed);
    }
  }

  private void loss(long from, String what) {
    losses.add(damage(committed.openVolume(), from, committed.end(), what));
  }

  private static Found.Damaged damage(int volume, long from, long to, String what) {
    return new Found.Damaged(volume, from, to, what, Optional.empty());
  }
}
