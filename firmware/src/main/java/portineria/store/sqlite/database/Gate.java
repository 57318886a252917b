package portineria.store.sqlite.database;

import java.sql.SQLException;

/**
 * Stands before every statement of a connection. A test lets the n-th one fail as a full or broken
 * disk would.
 */
@FunctionalInterface
public interface Gate {
  /** Lets everything through. */
  Gate OPEN = sql -> {};

  void pass(String sql) throws SQLException;
}
