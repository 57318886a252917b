package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Data folders, copied as they lie there. */
final class Folders {
  private Folders() {}

  /** All but the cache, which a thread of its own may be writing. */
  static void copy(Path from, Path to) throws IOException {
    copy(from, to, file -> !file.getFileName().toString().startsWith("cache.db"));
  }

  /** All of it, while nobody writes. */
  static void copyAll(Path from, Path to) throws IOException {
    copy(from, to, file -> true);
  }

  private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              if (wanted.test(file)) {
                Files.copy(file, to.resolve(from.relativize(file)));
              }
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
          });
    }
  }

  static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }
}
