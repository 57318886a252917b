package portineria.vault.rights;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A new file that nobody else on the machine reads; on disks without permissions anybody may. */
final class PrivateFile {
  private PrivateFile() {}

  /**
   * Makes it.
   *
   * @throws IOException where there is one: somebody has ticked it, maybe
   */
  static Path make(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is there already: name another file", e);
    }
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          file, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
    return file;
  }
}
