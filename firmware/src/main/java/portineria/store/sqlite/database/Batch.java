package portineria.store.sqlite.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One statement for many rows of numbers: half the price of running it row by row. Rows go to
 * SQLite by the thousand, the rest when it is closed.
 */
public final class Batch implements AutoCloseable {
  private static final int ROWS = 1000;

  private final String sql;
  private final Gate gate;
  private final PreparedStatement statement;
  private int waiting;
  private long changed;

  Batch(String sql, Gate gate, PreparedStatement statement) {
    this.sql = sql;
    this.gate = gate;
    this.statement = statement;
  }

  public void add(long... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setLong(i + 1, values[i]);
    }
    statement.addBatch();
    if (++waiting == ROWS) {
      send();
    }
  }

  private void send() throws SQLException {
    waiting = 0;
    try {
      gate.pass(sql);
      for (int rows : statement.executeBatch()) {
        changed += rows;
      }
    } finally {
      statement.clearBatch();
    }
  }

  /** How many rows were changed; all of them after {@link #close}. */
  public long changed() {
    return changed;
  }

  /** Sends what waits. After a failure nothing waits. */
  @Override
  public void close() throws SQLException {
    if (waiting > 0) {
      send();
    }
  }
}
