package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Puts a new index into the place of the old one. From the moment at which the new one is called
 * {@code index.db.ready} it counts: a replacement that was interrupted is finished at the next
 * start.
 *
 * @param data the folder
 */
record Replacement(Path data) {

  /** Replaces the index by {@code fresh}, which is whole and on the disk. */
  void make(Path fresh) throws IOException {
    Files.move(fresh, ready(), StandardCopyOption.ATOMIC_MOVE);
    SafeCopies.force(data);
    finish();
  }

  /**
   * Goes on where a replacement was interrupted, if one was. The old log goes together with the old
   * index: SQLite would play it into the new one.
   */
  void finish() throws IOException {
    if (!isInterrupted()) {
      return;
    }
    for (String suffix : List.of("-shm", "-wal", "")) {
      Path part = beside(suffix);
      if (Files.exists(part)) {
        Files.move(part, beside(".old" + suffix), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(ready(), beside(""), StandardCopyOption.ATOMIC_MOVE);
    SafeCopies.force(data);
  }

  boolean isInterrupted() {
    return Files.exists(ready());
  }

  private Path ready() {
    return beside(".ready");
  }

  private Path beside(String suffix) {
    return data.resolve(Index.NAME + suffix);
  }
}
