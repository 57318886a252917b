package portineria.store.sqlite.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * One connection to a SQLite file; one thread at a time uses it. Statements are prepared once: the
 * texts are constants, so there are few.
 *
 * <p>Transactions are begun and ended by the caller, in SQL.
 */
public final class Database implements AutoCloseable {
  /** How long to wait for another process that has the file locked for a moment. */
  private static final int BUSY_MILLISECONDS = 5_000;

  /** How long {@link #cutLog} waits for readers: somebody may wait behind it. */
  private static final int CUT_MILLISECONDS = 50;

  private final Connection connection;
  private final Gate gate;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private Database(Connection connection, Gate gate) {
    this.connection = connection;
    this.gate = gate;
  }

  /** Opens a file for reading and writing; it is made if it is missing. */
  public static Database open(Path file, Gate gate) throws SQLException {
    return open(file, false, gate);
  }

  /** Opens a file that is there for reading only. */
  public static Database openReading(Path file) throws SQLException {
    return open(file, true, Gate.OPEN);
  }

  private static Database open(Path file, boolean reading, Gate gate) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(reading);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    // Else every INSERT is followed by a query for its row, which stays open: VACUUM is refused
    // then.
    config.setGetGeneratedKeys(false);
    return new Database(config.createConnection("jdbc:sqlite:" + file), gate);
  }

  /** Runs one statement; several rows of answer are dropped. Gives the number of changed rows. */
  public int run(String sql, @Nullable Object... parameters) throws SQLException {
    gate.pass(sql);
    try {
      PreparedStatement statement = bound(sql, parameters);
      if (statement.execute()) {
        statement.getResultSet().close();
        return 0;
      }
      return statement.getUpdateCount();
    } catch (SQLException failed) {
      forget(sql);
      throw failed;
    }
  }

  /** Runs what can't be prepared or is run once: pragmas, migrations. */
  public void runOnce(String sql) throws SQLException {
    gate.pass(sql);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Every row of the answer. */
  public <T> List<T> rows(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    List<T> all = new ArrayList<>();
    each(sql, row -> all.add(reader.read(row)), parameters);
    return all;
  }

  /** The first row of the answer. */
  public <T> Optional<T> row(String sql, RowReader<T> reader, @Nullable Object... parameters)
      throws SQLException {
    gate.pass(sql);
    try (ResultSet row = bound(sql, parameters).executeQuery()) {
      return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
    } catch (SQLException failed) {
      forget(sql);
      throw failed;
    }
  }

  /** The number in the first column of the first row; there is one. */
  public long number(String sql, @Nullable Object... parameters) throws SQLException {
    return row(sql, row -> row.getLong(1), parameters)
        .orElseThrow(() -> new SQLException("no row: " + sql));
  }

  /** Visits every row of the answer. */
  public void each(String sql, RowVisitor visitor, @Nullable Object... parameters)
      throws SQLException {
    gate.pass(sql);
    try (ResultSet row = bound(sql, parameters).executeQuery()) {
      while (row.next()) {
        visitor.visit(row);
      }
    } catch (SQLException failed) {
      forget(sql);
      throw failed;
    }
  }

  /** Many rows for the same statement; nothing happens before {@link Batch#close}. */
  public Batch batch(String sql) throws SQLException {
    return new Batch(this, sql, gate, statement(sql));
  }

  /**
   * Copies the write-ahead log into the database and cuts its file to nothing.
   *
   * @return false where somebody still reads what is in the log; then the same may work later
   */
  public boolean cutLog() throws SQLException {
    runOnce("PRAGMA busy_timeout = " + CUT_MILLISECONDS);
    try {
      return number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    } finally {
      runOnce("PRAGMA busy_timeout = " + BUSY_MILLISECONDS);
    }
  }

  /** Rolls back, where SQLite has not done so by itself; never stopped by the gate. */
  public void rollBack() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException failed) {
      if (!isAutoCommit()) {
        throw failed;
      }
    }
  }

  /** Whether no transaction is open: asked by opening one. */
  private boolean isAutoCommit() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("ROLLBACK");
      return true;
    } catch (SQLException stillOpen) {
      return false;
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** The driver has finalized a statement that failed: it can't be run again. */
  void forget(String sql) {
    PreparedStatement statement = prepared.remove(sql);
    if (statement != null) {
      try {
        statement.close();
      } catch (SQLException again) {
        // closing reports the failure once more; the statement is closed all the same
      }
    }
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }

  /** Makes a value of one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Sees one row after the other. */
  @FunctionalInterface
  public interface RowVisitor {
    void visit(ResultSet row) throws SQLException;
  }
}
