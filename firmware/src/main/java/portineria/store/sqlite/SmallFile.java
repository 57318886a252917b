package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import portineria.store.volume.Disk;

/** A file that holds one number, written as a whole or not at all. */
final class SmallFile {
  private static final int OCTETS_MAX = 32;

  private final Disk disk;
  private final String directory;
  private final String name;

  /** The file {@code name} in {@code directory}, which is {@code ""} for the topmost. */
  SmallFile(Disk disk, String directory, String name) {
    this.disk = disk;
    this.directory = directory;
    this.name = directory.isEmpty() ? name : directory + "/" + name;
  }

  /** The number; nothing where there is no file, or something else in it. */
  Optional<Long> read() throws IOException {
    try (Disk.File file = disk.open(name)) {
      ByteBuffer octets = ByteBuffer.allocate(OCTETS_MAX);
      int count = 1;
      while (count > 0 && octets.hasRemaining()) {
        count = file.read(octets, octets.position());
      }
      String text = new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
      return Optional.of(Long.valueOf(text.strip()));
    } catch (NoSuchFileException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** Returns when it is on the disk. */
  void write(long number) throws IOException {
    String fresh = name + ".new";
    if (!directory.isEmpty()) {
      disk.makeDirectory(directory);
      disk.forceDirectory("");
    }
    try (Disk.File file = disk.create(fresh)) {
      file.write(ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
      file.force();
    }
    disk.rename(fresh, name);
    disk.forceDirectory(directory);
  }

  void delete() throws IOException {
    disk.delete(name);
    disk.forceDirectory(directory);
  }
}
