package portineria.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the present group has done to the volumes so far. The writer thread alone uses it. */
final class Appender {
  private static final int BUFFER_OCTETS = 256 * 1024;

  private final Disk disk;
  private final Shelf shelf;
  private final InstantSource clock;
  private final long volumeOctets;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);

  /** The volume that was damaged at start: the position still names it, but it is not touched. */
  private final int lost;

  private Optional<OpenVolume> open;
  private Position position;

  /** Where the present group began: it is in the labels of its entries, V9. */
  private Position group;

  /** To be forced, in this order: V6. */
  private final Set<String> unforced = new LinkedHashSet<>();

  /** Folders whose way from the top is on the disk. */
  private final Set<String> forced = new HashSet<>();

  /** Own volumes of the group that can still be cut back, the newest first. */
  private final Deque<Parcel> moved = new ArrayDeque<>();

  /**
   * Goes on at {@code position}.
   *
   * @param openVolume its open volume, where there is one that can be appended to
   */
  Appender(
      Disk disk,
      Shelf shelf,
      InstantSource clock,
      Limits limits,
      Position position,
      Optional<Disk.File> openVolume) {
    this.disk = disk;
    this.shelf = shelf;
    this.clock = clock;
    this.volumeOctets = limits.volumeOctets();
    this.position = position;
    this.group = position;
    this.lost = openVolume.isPresent() ? 0 : position.openVolume();
    this.open = openVolume.map(file -> new OpenVolume(file, position.end(), buffer));
  }

  Position position() {
    return position;
  }

  Location append(Parcel parcel) throws IOException {
    if (position.equals(group)) {
      moved.clear(); // the group before is committed, or was cut back
    }
    return parcel.ownVolume().isPresent() ? move(parcel, parcel.ownVolume().get()) : copy(parcel);
  }

  /** A message that is a volume of its own is on the disk already: it only changes its name. V8. */
  private Location move(Parcel parcel, SpoolFile file) throws IOException {
    if (parcel.place().isPresent()) {
      return parcel.place().get();
    }
    int number = position.lastVolume() + 1;
    String name = newName(number);
    file.moveTo(name);
    moved.push(parcel);
    shelf.put(number, name);
    position = new Position(position.openVolume(), position.end(), number);
    Location place = new Location(number, EntryHead.OWN_OCTETS, parcel.octets().size());
    parcel.place(Optional.of(place));
    return place;
  }

  private Location copy(Parcel parcel) throws IOException {
    long size = parcel.octets().size();
    byte[] head = EntryHead.encode(parcel.label(), parcel.digest(), size, group);
    OpenVolume volume = volumeFor(head.length + TarHeader.padded(size));
    Location place = new Location(position.openVolume(), volume.end() + head.length, size);
    volume.add(head, parcel.octets());
    position = new Position(position.openVolume(), volume.end(), position.lastVolume());
    return place;
  }

  /** The open volume, or a new one where that has no room for {@code octets}. */
  private OpenVolume volumeFor(long octets) throws IOException {
    if (open.isPresent()) {
      long end = open.get().end();
      if (end == 0 || end + octets + TarHeader.END_OF_ARCHIVE <= volumeOctets) {
        return open.get();
      }
      seal(open.get());
    }
    return begin();
  }

  /** A volume's size is right after every sync, so this only syncs and closes it. V4. */
  private void seal(OpenVolume full) throws IOException {
    full.sync();
    open = Optional.empty();
    full.close();
  }

  private OpenVolume begin() throws IOException {
    int number = position.lastVolume() + 1;
    String name = newName(number);
    OpenVolume volume = new OpenVolume(disk.create(name), 0, buffer);
    shelf.put(number, name);
    open = Optional.of(volume);
    position = new Position(number, 0, number);
    return volume;
  }

  /** The name of a new volume; its folder is there then. */
  private String newName(int number) throws IOException {
    int year = Math.clamp(clock.instant().atZone(ZoneOffset.UTC).getYear(), 0, 9999);
    String name = Shelf.name(year, number);
    String folder = name.substring(0, name.lastIndexOf('/'));
    unforced.add(folder);
    if (!forced.contains(folder)) {
      disk.makeDirectory(Shelf.ROOT);
      disk.makeDirectory(folder);
      unforced.add(Shelf.ROOT);
      unforced.add("");
    }
    return name;
  }

  void sync() throws IOException {
    if (open.isPresent()) {
      open.get().sync();
    }
    for (String directory : unforced) {
      force(directory);
    }
    forced.addAll(unforced);
    unforced.clear();
    group = position;
  }

  private void force(String directory) {
    try {
      disk.forceDirectory(directory);
    } catch (IOException failed) {
      throw new DiskFailed("the directory '" + directory + "' could not be forced", failed);
    }
  }

  void cutBack(Position mark) {
    try {
      unforced.clear();
      moveBack(mark);
      deleteBegun(mark);
      position = mark;
      group = mark;
      if (open.isPresent()) {
        open.get().cutBack(mark.end());
      }
    } catch (IOException failed) {
      throw new DiskFailed("the volumes could not be cut back", failed);
    }
  }

  private void moveBack(Position mark) throws IOException {
    while (!moved.isEmpty()) {
      Parcel parcel = moved.peek();
      int number = parcel.place().orElseThrow().volume();
      if (number <= mark.lastVolume()) {
        return;
      }
      parcel.ownVolume().orElseThrow().moveBack();
      parcel.place(Optional.empty());
      shelf.remove(number);
      moved.pop();
    }
  }

  /** Deletes the volumes that were begun since the mark, and opens the one before them again. */
  private void deleteBegun(Position mark) throws IOException {
    if (position.openVolume() == mark.openVolume() && open.isPresent()) {
      return;
    }
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
    for (Map.Entry<Integer, String> begun : shelf.above(mark.lastVolume())) {
      disk.delete(begun.getValue());
      shelf.remove(begun.getKey());
    }
    if (mark.openVolume() != lost && mark.openVolume() > 0) {
      String name = shelf.find(mark.openVolume()).orElseThrow();
      open = Optional.of(new OpenVolume(disk.edit(name), mark.end(), buffer));
    }
  }

  void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
  }
}
