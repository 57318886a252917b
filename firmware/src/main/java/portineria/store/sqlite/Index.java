package portineria.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.sqlite.database.Migrations;

/** The file {@code index.db}: how it is opened, and what a new one holds. */
final class Index {
  static final String NAME = "index.db";

  /** The log's file keeps this size for the next commits, which are quicker than to grow it. */
  private static final int LOG_OCTETS_KEPT = 16 * 1024 * 1024;

  /** Memory of the writer for pages of the index: digests come in no order. */
  private static final int CACHE_KIB = 8 * 1024;

  /** The counter of the last UIDVALIDITY that was given out. */
  static final String UID_VALIDITY = "uidvalidity";

  /** The number that tells this index from every other one. */
  static final String GENERATION = "generation";

  private static final String PUT_COUNTER =
      "INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)";

  private static final String COUNTER = "SELECT value FROM counters WHERE name = ?";

  private Index() {}

  /** Opens the index for writing, brought to the present schema. */
  static Database open(Path file, Gate gate) throws SQLException, IOException {
    Database database = Database.open(file, gate);
    try {
      database.runOnce("PRAGMA journal_mode = WAL");
      database.runOnce("PRAGMA synchronous = FULL");
      database.runOnce("PRAGMA secure_delete = ON");
      database.runOnce("PRAGMA wal_autocheckpoint = 0"); // WriteAheadLog does it
      database.runOnce("PRAGMA journal_size_limit = " + LOG_OCTETS_KEPT);
      database.runOnce("PRAGMA cache_size = -" + CACHE_KIB);
      new Migrations(Index.class, "index").run(database);
      return database;
    } catch (SQLException | IOException failed) {
      database.close();
      throw failed;
    }
  }

  /** Opens the index for reading, which can't bring it to the present schema. */
  static Database openReading(Path file) throws SQLException, IOException {
    Database database = Database.openReading(file);
    try {
      new Migrations(Index.class, "index").requireRun(database);
      return database;
    } catch (SQLException | IOException failed) {
      database.close();
      throw failed;
    }
  }

  static Optional<Long> counter(Database database, String name) throws SQLException {
    return database.row(COUNTER, row -> row.getLong(1), name);
  }

  static void putCounter(Database database, String name, long value) throws SQLException {
    database.run(PUT_COUNTER, name, value);
  }
}
