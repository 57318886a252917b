package portineria.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much space the disk has left. */
@FunctionalInterface
interface Room {
  long octets() throws IOException;

  /** On the disk of {@code folder}. */
  static Room in(Path folder) {
    return () -> Files.getFileStore(folder).getUsableSpace();
  }
}
