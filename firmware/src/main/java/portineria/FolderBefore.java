package portineria;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data's folder as it was before something was tried in it, so that what came to nothing leaves
 * it so.
 *
 * @param names what was in it
 * @param missing the folder and those around it, as far as they were not there, the inner ones
 *     first
 */
record FolderBefore(Path data, Set<String> names, List<Path> missing) {
  /** What every use of the folder makes in it. */
  private static final List<String> MADE = List.of("README.txt", "lock");

  FolderBefore {
    names = Set.copyOf(names);
    missing = List.copyOf(missing);
  }

  static FolderBefore of(Path data) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path one = data.toAbsolutePath().normalize();
        one != null && !Files.exists(one);
        one = one.getParent()) {
      missing.add(one);
    }
    return new FolderBefore(data, names(data), missing);
  }

  private static Set<String> names(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(data)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /**
   * Takes away what only the use of the folder has made; a folder with anything else in it stays.
   */
  void comeBack() throws IOException {
    for (String name : MADE) {
      if (!names.contains(name)) {
        Files.deleteIfExists(data.resolve(name));
      }
    }
    try {
      for (Path folder : missing) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException used) {
      // Somebody has put something there meanwhile.
    }
  }
}
