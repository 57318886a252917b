package portineria.store.sqlite;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Trouble;

/**
 * Keeps the write-ahead log short. SQLite would copy it back into the database within a commit,
 * while somebody waits for that; here it happens when nothing else is to be done, or when the log
 * has become too long. The writer's thread only.
 */
final class WriteAheadLog {
  private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);

  /** Not worth the wear of the disk. */
  private static final int PAGES_MIN = 250;

  /** Commits after which the length is asked for: it costs a little. */
  private static final int COMMITS = 16;

  private final Database database;
  private final int pagesMax;
  private int commits;

  WriteAheadLog(Database database, int pagesMax) {
    this.database = database;
    this.pagesMax = pagesMax;
  }

  void committed() throws SQLException {
    commits++;
    if (commits % COMMITS == 0) {
      shorten(pagesMax);
    }
  }

  /** Whether {@link #tidy} would do nothing. */
  boolean isTidy() {
    return commits == 0;
  }

  void tidy() throws SQLException {
    commits = 0;
    shorten(PAGES_MIN);
  }

  /**
   * Waits for nobody: what a reader still needs stays for the next time. So does all of it when the
   * disk is full, or does not answer: the log is as good a place as the database.
   */
  private void shorten(int most) throws SQLException {
    try {
      if (pages() > most) {
        database.run("PRAGMA wal_checkpoint(PASSIVE)");
      }
    } catch (SQLException failed) {
      if (Trouble.of(failed) == Trouble.NOT_FORCED) {
        throw failed;
      }
      LOG.warn("checkpoint-failed cause={}", failed.getMessage());
    }
  }

  private int pages() throws SQLException {
    return database
        .row("PRAGMA wal_checkpoint(NOOP)", row -> row.getInt(2) - row.getInt(3))
        .orElse(0);
  }
}
