package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import portineria.store.volume.Disk;

/** There is no index, or none that fits the mail: {@link Rebuild} makes one. */
public final class IndexLost extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String REBUILD = ": run 'portineria rebuild'";

  private IndexLost(String message) {
    super(message);
  }

  private IndexLost(String message, Exception cause) {
    super(message, cause);
  }

  /** The index is there but {@code what} is wrong with it. */
  static IndexLost because(String what, Exception cause) {
    return new IndexLost(what + REBUILD, cause);
  }

  /** Where a folder has no index: what to do about it. */
  static Optional<IndexLost> in(StoreSettings settings) throws IOException {
    Path data = settings.data();
    Path index = data.resolve(Index.NAME);
    if (Files.exists(index) && Files.size(index) > 0) {
      return Optional.empty();
    }
    if (new Replacement(data).isInterrupted()) {
      return Optional.of(new IndexLost("a rebuild of the index was interrupted" + REBUILD));
    }
    return Optional.of(
        new IndexLost(
            hasVolumes(settings)
                ? "the index of " + data + " is lost" + REBUILD
                : "there is no mail in " + data + ": name the right folder with --data"));
  }

  static boolean hasVolumes(StoreSettings settings) throws IOException {
    Disk disk = settings.disk();
    for (String year : disk.list("volumes")) {
      if (disk.list("volumes/" + year).stream().anyMatch(name -> name.endsWith(".tar"))) {
        return true;
      }
    }
    return false;
  }
}
