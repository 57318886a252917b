package portineria.vault.transfer;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Takes away what an interrupted export has left and the next one does not want. */
final class Sweeping {
  private Sweeping() {}

  /** Deletes files of {@code folder} that are named like ours. */
  static void files(Path folder, Pattern ours) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (ours.matcher(file.getFileName().toString()).matches()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Deletes {@code folder} if nothing is left in it. */
  static void folder(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // Mailboxes under it, or somebody else's files.
    }
  }
}
