package portineria.store.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import portineria.store.sqlite.database.Gate;

/**
 * Lets the n-th statement fail, and those after it for a while if so wanted. Those that look after
 * the write-ahead log are not among them: when they come is a matter of time.
 */
final class FailingGate implements Gate {
  private final SQLiteErrorCode error;
  private final long failing;
  private final long times;
  private long count;
  private boolean armed;

  /**
   * From the {@code failing}-th statement on, counted from 1, {@code times} of them fail.
   *
   * @param failing 0 for never
   */
  FailingGate(SQLiteErrorCode error, long failing, long times) {
    this.error = error;
    this.failing = failing;
    this.times = times;
  }

  /** From now on statements count. */
  synchronized void arm() {
    armed = true;
  }

  /** From now on none fails. */
  synchronized void heal() {
    armed = false;
  }

  synchronized boolean hasFailed() {
    return failing > 0 && count >= failing;
  }

  @Override
  public synchronized void pass(String sql) throws SQLException {
    if (!armed || sql.startsWith("PRAGMA wal_checkpoint")) {
      return;
    }
    count++;
    if (failing > 0 && count >= failing && count < failing + times) {
      throw new SQLiteException("statement " + failing + ": " + sql, error);
    }
  }
}
