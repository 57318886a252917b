package portineria.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A small file in the folder of keys. Whoever writes one sees to it that nobody else does.
 *
 * @param folder {@code DATA/keys}; made with the first file
 */
public record KeyFile(Path folder, String name) {
  private static final Set<PosixFilePermission> OWNERS_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OWNERS_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** Where it is. */
  public Path path() {
    return folder.resolve(name);
  }

  public boolean exists() {
    return Files.exists(path());
  }

  /** Returns when all of it is on the disk, in the place of what was there. */
  public void write(byte[] octets) throws IOException {
    prepare(octets);
    finish();
  }

  /** Writes beside the place; {@link #finish} is all that lacks then, also after a restart. */
  public void prepare(byte[] octets) throws IOException {
    makeFolder();
    Files.deleteIfExists(fresh());
    try (FileChannel out =
        FileChannel.open(
            fresh(),
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(OWNERS_FILE))) {
      ByteBuffer left = ByteBuffer.wrap(octets);
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
  }

  public boolean isPrepared() {
    return Files.exists(fresh());
  }

  /** Puts what was prepared into its place. */
  public void finish() throws IOException {
    Files.move(
        fresh(), path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** For its owner alone; one that was open is closed. */
  private void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
    } else if (!Files.getPosixFilePermissions(folder).equals(OWNERS_FOLDER)) {
      Files.setPosixFilePermissions(folder, OWNERS_FOLDER);
    }
  }

  private Path fresh() {
    return folder.resolve(name + ".new");
  }
}
