package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A folder for mail that leaves the box. */
public final class NewFolder {
  private NewFolder() {}

  /** Mail is nobody else's business; on disks without permissions there is nothing to do. */
  public static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Somebody's documents must not be mixed with mail because of a slip of the keyboard. */
  public static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(
            folder + " holds other files: name an empty folder, or one that does not exist yet");
      }
    }
  }
}
