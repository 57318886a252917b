package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Data folders, copied as they lie there. */
final class Folders {
  private Folders() {}

  /** All but the cache, which a thread of its own may be writing. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              if (!file.getFileName().toString().startsWith("cache.db")) {
                Files.copy(file, to.resolve(from.relativize(file)));
              }
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    }
  }
}
