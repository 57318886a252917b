package portineria;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything: for its owner alone. */
final class DataFolder {
  private DataFolder() {}

  static void make(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      try {
        Files.createDirectories(
            data,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (IOException cause) {
        throw new IOException(
            "the folder " + data + " can't be made: name one with --data that can", cause);
      }
    }
  }
}
