package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import portineria.store.sqlite.database.Database;

/** What becomes of the log when the disk fails while it is looked after. */
class WriteAheadLogTest {
  private static final String ASKING = "PRAGMA wal_checkpoint(NOOP)";
  private static final String COPYING = "PRAGMA wal_checkpoint(PASSIVE)";

  @TempDir Path folder;
  private Optional<SQLiteErrorCode> failure = Optional.empty();
  private String failing = "";

  private Database database() throws SQLException {
    Database database = Database.open(folder.resolve("index.db"), this::pass);
    database.runOnce("PRAGMA journal_mode = WAL");
    database.run("CREATE TABLE IF NOT EXISTS t (x BLOB)");
    for (int i = 0; i < 300; i++) {
      database.run("INSERT INTO t VALUES (randomblob(4000))");
    }
    return database;
  }

  private void pass(String sql) throws SQLException {
    if (failure.isPresent() && sql.equals(failing)) {
      throw new SQLiteException(sql, failure.get());
    }
  }

  /** Pages that are in the log alone. */
  private static int left(Database database) throws SQLException {
    return database.row(ASKING, row -> row.getInt(2) - row.getInt(3)).orElseThrow();
  }

  @Test
  void aFullDiskOrOneThatDoesNotAnswerLeavesTheLogForLater() throws Exception {
    try (Database database = database()) {
      WriteAheadLog log = new WriteAheadLog(database, 1_000_000);
      for (String statement : new String[] {ASKING, COPYING}) {
        for (SQLiteErrorCode code :
            new SQLiteErrorCode[] {
              SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_IOERR_READ
            }) {
          failing = statement;
          failure = Optional.of(code);
          assertDoesNotThrow(log::tidy, statement + " " + code);
        }
      }
      failure = Optional.empty();
      assertTrue(left(database) > 250, "nothing was copied yet");
      log.tidy();
      assertEquals(0, left(database));
    }
  }

  @Test
  void aForceThatFailsIsNotRepeated() throws Exception {
    try (Database database = database()) {
      failing = COPYING;
      failure = Optional.of(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
      assertThrows(SQLException.class, new WriteAheadLog(database, 1_000_000)::tidy);
      WriteAheadLog busy = new WriteAheadLog(database, 10);
      assertThrows(
          SQLException.class,
          () -> {
            for (int i = 0; i < 16; i++) {
              busy.committed();
            }
          });
    }
  }
}
