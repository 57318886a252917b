package portineria.search;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.sqlite.database.Gate;

/**
 * Where {@code search.db} lies, and the one that is open. One thread opens, replaces and closes it;
 * any may look into it.
 */
final class IndexPlace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexPlace.class);

  private static final String NAME = "search.db";

  private final Path path;

  /** A clean copy that is being made. */
  private final Path fresh;

  private final int readers;

  /** Stands before all SQL that writes. */
  private final Gate gate;

  private volatile Optional<IndexFile> file = Optional.empty();

  IndexPlace(Path folder, int readers, Gate gate) {
    this.path = folder.resolve(NAME);
    this.fresh = folder.resolve(NAME + ".new");
    this.readers = readers;
    this.gate = gate;
  }

  /** The one that is open. */
  Optional<IndexFile> file() {
    return file;
  }

  /** Opens the index for looking into it, if it can be used. */
  void openReading(long generation) {
    file = IndexFile.openReading(path, generation, readers);
  }

  /**
   * The index for writing; one that can't be used is thrown away. When this returns, nothing of
   * erased messages is in it.
   *
   * @param lastMessage no index knows of later ones
   */
  IndexFile open(long generation, long lastMessage) throws IOException, SQLException {
    if (file.isEmpty()) {
      file = IndexFile.open(path, generation, readers, gate);
      if (file.isEmpty() || file.get().last() > lastMessage) {
        throwAway();
        file = IndexFile.open(path, generation, readers, gate);
      }
    }
    IndexFile open = file.orElseThrow(() -> new IOException("can't be made"));
    return open.isUnclean() ? clean(generation) : open;
  }

  /** Puts a copy without the octets of erased messages in the place of what is open. */
  private IndexFile clean(long generation) throws IOException, SQLException {
    Files.deleteIfExists(fresh);
    IndexFile.copyClean(path, fresh, gate);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    close();
    deleteLog();
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    file = IndexFile.open(path, generation, readers, gate);
    return file.orElseThrow(() -> new IOException("can't be opened again"));
  }

  /** Nothing of an index is left after this. */
  void throwAway() throws IOException {
    close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(fresh);
    deleteLog();
  }

  private void deleteLog() throws IOException {
    for (String suffix : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(path.resolveSibling(NAME + suffix));
    }
  }

  /** Waits for the questions that were asked. */
  @Override
  public void close() {
    Optional<IndexFile> open = file;
    file = Optional.empty();
    if (open.isPresent()) {
      try {
        open.get().close();
      } catch (SQLException failed) {
        LOG.warn("search unclosable cause=\"{}\"", failed.getMessage());
      }
    }
  }
}
