package portineria.store.volume;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.ErasedMessage;
import portineria.store.Refusal;

/**
 * All volumes of a box. One writer thread calls {@link #recover} or {@link #resume}, {@link
 * #position}, {@link #append}, {@link #sync}, {@link #cutBack} and {@link #close}; one thread at a
 * time calls {@link #erase}, {@link #remove} and {@link #deleteCuts}, beside the writer; the others
 * are for any thread at any time.
 */
public final class Volumes implements AutoCloseable {
  private static final int PIECE_OCTETS = 32 * 1024;

  private final Disk disk;
  private final InstantSource clock;
  private final Limits limits;
  private final Shelf shelf;
  private final ReadPool reading;

  /** Odd while octets are overwritten or a volume is removed, and higher after each time. */
  private final AtomicLong disturbances = new AtomicLong();

  private Optional<Appender> appender = Optional.empty();

  private Volumes(Disk disk, InstantSource clock, Limits limits, Shelf shelf) {
    this.disk = disk;
    this.clock = clock;
    this.limits = limits;
    this.shelf = shelf;
    this.reading = new ReadPool(disk, shelf, limits.openFiles());
  }

  /**
   * Finds the volumes below {@code volumes/}. Changes nothing on the disk; good for reading at
   * once, for appending after {@link #recover}.
   *
   * @param clock tells the year's folder of a new volume
   */
  public static Volumes open(Disk disk, InstantSource clock, Limits limits) throws IOException {
    return new Volumes(disk, clock, limits, Shelf.of(disk));
  }

  /**
   * Brings the volumes to the position of the index's last commit: what lies beyond was never
   * acknowledged and is cut off. Octets before it are never touched. A missing or short volume does
   * not hinder: it is reported, and appending goes on in a new one.
   *
   * @throws IndexBehind when more lies beyond than one interrupted group; nothing was changed
   */
  public Recovery recover(Position committed) throws IOException {
    return recover(committed, false);
  }

  /**
   * As {@link #recover}, at the position that {@link #scan} gave: after a rebuild. Nobody knows
   * then whether what follows is the rest of an interrupted group or a damaged message, so it is
   * cut off but kept beside the volume, as a {@code .cut} file.
   */
  public Recovery resume(Position scanned) throws IOException {
    return recover(scanned, true);
  }

  private Recovery recover(Position committed, boolean keepTail) throws IOException {
    Recoverer recoverer = new Recoverer(disk, shelf, committed, keepTail);
    Optional<Disk.File> openVolume = recoverer.run();
    appender = Optional.of(new Appender(disk, shelf, clock, limits, committed, openVolume));
    return recoverer.report();
  }

  /**
   * Where the next entry goes: to be remembered before a group, for {@link #cutBack}, and to be
   * committed with it after {@link #sync}.
   */
  public Position position() {
    return appender().position();
  }

  /**
   * Gives a message its place; it is durable after {@link #sync}. One that becomes a volume of its
   * own is only renamed; when it has its place already, that is the answer. When this fails, the
   * group must be cut back.
   *
   * @throws NoSpace when the disk is full
   */
  public Location append(Parcel parcel) throws IOException {
    return appender().append(parcel);
  }

  /**
   * Puts on the disk all that was appended since the last time; nothing happens where that is
   * nothing. Called once in a group, which ends by it. When it throws an {@link IOException}, the
   * group must be cut back.
   *
   * @throws NoSpace when the disk is full
   * @throws DiskFailed when forcing failed
   */
  public void sync() throws IOException {
    appender().sync();
  }

  /**
   * Takes back all that was appended since {@code mark}, synced or not; the parcels may be appended
   * again. To be called only for a group that was not committed.
   *
   * @param mark the position at which the group began
   * @throws DiskFailed when even that is not possible
   */
  public void cutBack(Position mark) {
    appender().cutBack(mark);
  }

  private Appender appender() {
    return appender.orElseThrow(() -> new AssertionError("appending before recovery"));
  }

  /**
   * The octets of a message, read where they lie. Reading throws {@link DamagedVolume} when the
   * volume is missing or too short, and {@link ErasedMessage} when there is a tombstone.
   */
  public Octets octets(Location location) {
    return new FileOctets(
        (target, at) -> {
          int count = reading.read(location.volume(), target, at);
          refuseErased(location); // after reading: V12
          return count;
        },
        location.offset(),
        location.size());
  }

  private void refuseErased(Location location) throws IOException {
    if (isErased(location)) {
      throw new ErasedMessage();
    }
  }

  /** What can't be read in front of a message is no reason not to give the message. */
  private boolean isErased(Location location) throws IOException {
    long headerAt = location.offset() - TarHeader.BLOCK;
    if (headerAt < 0) {
      return false;
    }
    ByteBuffer block = ByteBuffer.allocate(TarHeader.BLOCK);
    while (block.hasRemaining()) {
      reading.read(location.volume(), block, headerAt + block.position());
    }
    return TarHeader.isNamed(block.array(), EntryPath.ERASED)
        && TarHeader.parse(block.array(), 0).isPresent();
  }

  /** Whether the octets at that place are those of the message. */
  public boolean isWhole(Location location, Digest digest) throws IOException {
    MessageDigest sha256 = Digest.sha256();
    try (InputStream in = octets(location).stream()) {
      byte[] piece = new byte[PIECE_OCTETS];
      for (int count; (count = in.read(piece)) >= 0; ) {
        sha256.update(piece, 0, count);
      }
    }
    return Digest.of(sha256.digest()).equals(digest);
  }

  /** Whether a tombstone is at that place, with nothing but zeros for octets. */
  public boolean isBlank(Location location) throws IOException {
    Optional<String> name = shelf.find(location.volume());
    if (name.isEmpty()) {
      return true;
    }
    try (Disk.File file = disk.open(name.get())) {
      long end = location.offset() + location.size();
      return isErased(location)
          && new Window(file, Math.min(file.size(), end)).isZero(location.offset(), end);
    }
  }

  /**
   * Makes tombstones of messages; all is on the disk when this returns. May be done again. Places
   * in a volume that is missing, or beyond a volume's end, are passed over.
   *
   * @throws DiskFailed when forcing failed
   */
  public void erase(Collection<Grave> graves) throws IOException {
    Map<Integer, List<Grave>> byVolume =
        graves.stream()
            .collect(
                Collectors.groupingBy(
                    grave -> grave.location().volume(), TreeMap::new, Collectors.toList()));
    disturbing(
        () -> {
          for (Map.Entry<Integer, List<Grave>> volume : byVolume.entrySet()) {
            Overwriter.run(disk, shelf, volume.getKey(), volume.getValue());
          }
        });
  }

  private interface Disturbance {
    void run() throws IOException;
  }

  private void disturbing(Disturbance work) throws IOException {
    disturbances.incrementAndGet();
    try {
      work.run();
    } finally {
      disturbances.incrementAndGet();
    }
  }

  /**
   * A number that is even where nobody overwrites anything or removes a volume. Whoever sees the
   * same even number later knows that nobody has done so in between.
   */
  public long disturbances() {
    return disturbances.get();
  }

  /** The name of a volume's file below the data folder; none where it is missing. */
  public Optional<String> name(int volume) throws IOException {
    return shelf.find(volume);
  }

  /**
   * Makes the volumes end at {@code end}, as they stood when the index was copied: those with
   * higher numbers go, and the open one is cut. For a restored backup alone, whose volumes were
   * read later than its index.
   *
   * @throws DamagedVolume when the open volume is missing or does not reach so far
   */
  public void endAt(Position end) throws IOException {
    for (Map.Entry<Integer, String> beyond : shelf.above(end.lastVolume())) {
      disk.delete(beyond.getValue());
      shelf.remove(beyond.getKey());
    }
    if (end.openVolume() == 0) {
      return;
    }
    Optional<String> name = shelf.find(end.openVolume());
    if (name.isEmpty()) {
      throw new DamagedVolume(
          end.openVolume(), "volume " + end.openVolume() + " is missing in the backup");
    }
    try (Disk.File file = disk.edit(name.get())) {
      if (file.size() < end.end()) {
        throw new DamagedVolume(
            end.openVolume(), "volume " + end.openVolume() + " is cut short in the backup");
      }
      OpenVolume.cut(file, end.end());
      file.force();
    }
  }

  /** Walks over the headers of one volume, which is sealed, and tells of each. */
  public void contents(int volume, Consumer<Found> visitor) throws IOException {
    Optional<String> name = shelf.find(volume);
    if (name.isPresent()) {
      try (Disk.File file = disk.open(name.get())) {
        long end = new Walk(volume, new Window(file, file.size()), visitor, false).run(0);
        assert end <= file.size();
      }
    }
  }

  /** A message that is in a volume, to be appended once more, with the same label. */
  public Parcel parcel(Entry entry) throws Refusal {
    Parcel parcel = new Parcel(entry.digest(), octets(entry.location()), Optional.empty());
    parcel.address(entry.label());
    return parcel;
  }

  /** The size of a volume's file; none where it is missing. */
  public OptionalLong size(int volume) throws IOException {
    Optional<String> name = shelf.find(volume);
    if (name.isEmpty()) {
      return OptionalLong.empty();
    }
    try (Disk.File file = disk.open(name.get())) {
      return OptionalLong.of(file.size());
    } catch (NoSuchFileException missing) {
      return OptionalLong.empty();
    }
  }

  /** Whether no volume has a higher number. */
  public boolean isLast(int volume) {
    return shelf.above(volume).isEmpty();
  }

  /**
   * Removes a sealed volume for good; it need not be there. Who reads on in it finds it missing.
   *
   * @throws DiskFailed when forcing failed
   */
  public void remove(int volume) throws IOException {
    assert !isLast(volume) : "V5";
    Optional<String> name = shelf.find(volume);
    if (name.isPresent()) {
      disturbing(() -> delete(name.get()));
      shelf.remove(volume);
    }
    reading.drop(volume);
  }

  private void delete(String name) throws IOException {
    disk.delete(name);
    String folder = name.substring(0, name.lastIndexOf('/'));
    try {
      disk.forceDirectory(folder);
    } catch (IOException failed) {
      throw new DiskFailed("the directory '" + folder + "' could not be forced", failed);
    }
  }

  /** Deletes what recovery has set aside: nobody knows which messages are in there. */
  public void deleteCuts() throws IOException {
    for (String year : disk.list(Shelf.ROOT)) {
      String folder = Shelf.ROOT + "/" + year;
      List<String> cuts =
          disk.list(folder).stream().filter(name -> name.endsWith(Recoverer.CUT)).toList();
      for (String name : cuts) {
        disk.delete(folder + "/" + name);
      }
      if (!cuts.isEmpty()) {
        disk.forceDirectory(folder);
      }
    }
  }

  /**
   * Walks over the headers of all entries from {@code from} up to {@code until}, in the order of
   * the volumes, and tells of each. What can't be read is told of, and skipped up to the next
   * header. Volumes of their own that were given a number after {@code from}'s open volume are told
   * of although {@code from} may cover them. Beside a running writer, {@code until} is a committed
   * position; else it may be {@link Position#UNBOUNDED}.
   *
   * @return the position after the last whole entry, for {@link #resume}
   */
  public Position scan(Position from, Position until, Consumer<Found> visitor) throws IOException {
    return new Survey(disk, shelf, until, visitor, false).run(from);
  }

  /**
   * As {@link #scan} from the start, and reads every octet: a message whose SHA-256 is not its name
   * is {@link Found.Damaged}.
   */
  public void verify(Position until, Consumer<Found> visitor) throws IOException {
    new Survey(disk, shelf, until, visitor, true).run(Position.START);
  }

  @Override
  public void close() throws IOException {
    if (appender.isPresent()) {
      appender.get().close();
    }
    reading.close();
  }
}
