package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.Still;
import portineria.store.sqlite.database.Readers;
import portineria.store.volume.Volumes;

/** A still of the store: the copy is made by {@code VACUUM INTO}, which is one read transaction. */
final class SqliteStill implements Still {
  private static final String MESSAGES = "SELECT count(*) FROM messages WHERE volume > 0";

  private static final String CONTENTS =
      "SELECT digest, position, size FROM messages WHERE volume = ? ORDER BY position";

  private static final String PLACES =
      """
      SELECT volume, position, size FROM messages
      WHERE account IN (SELECT id FROM accounts) AND digest = ? AND volume > 0
      """;

  private final Readers copy;
  private final Volumes volumes;
  private final long disturbances;

  private SqliteStill(Readers copy, Volumes volumes, long disturbances) {
    this.copy = copy;
    this.volumes = volumes;
    this.disturbances = disturbances;
  }

  static SqliteStill take(Path file, Engine engine, StoreSettings settings) throws IOException {
    if (!settings.hasRoom(engine.readers().read(SafeCopies::octets))) {
      throw new IOException(
          "the box's own disk is nearly full, so that the index can't be copied: make room on it");
    }
    long disturbances = engine.volumes().disturbances(); // before the copy: what comes later counts
    SafeCopies.copyTo(file, engine.readers());
    try {
      return new SqliteStill(
          Readers.open(file, "backup-reader", 1), engine.volumes(), disturbances);
    } catch (SQLException failed) {
      throw new IOException("the copy of the index can't be read", failed);
    }
  }

  /** Where messages with these octets lie. */
  static List<Place> places(Readers readers, Digest digest) {
    return readers.read(
        database ->
            database.rows(
                PLACES,
                row -> new Place(row.getInt(1), row.getLong(2), row.getLong(3)),
                digest.octets()));
  }

  @Override
  public List<Volume> volumes() throws IOException {
    List<Volume> all = new ArrayList<>();
    for (Presence one : copy.read(Presence::needed)) {
      Optional<String> name = volumes.name(one.volume());
      if (name.isPresent() && volumes.size(one.volume()).isPresent()) {
        all.add(new Volume(one.volume(), name.get(), one.end()));
      }
    }
    return all;
  }

  @Override
  public List<Content> contents(Volume volume) {
    return copy.read(
        database ->
            database.rows(
                CONTENTS,
                row -> new Content(Digest.of(row.getBytes(1)), row.getLong(2), row.getLong(3)),
                volume.number()));
  }

  @Override
  public long messages() {
    return copy.read(database -> database.number(MESSAGES));
  }

  @Override
  public boolean isUndisturbed() {
    return disturbances % 2 == 0 && volumes.disturbances() == disturbances;
  }

  @Override
  public void close() {
    try {
      copy.close();
    } catch (SQLException failed) {
      throw new IllegalStateException("a file that was read can't be closed", failed);
    }
  }
}
