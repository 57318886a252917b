package portineria.store.sqlite;

import java.sql.SQLException;

/** Carries an error of SQL out of a walk through the volumes, whose visitors throw nothing. */
final class SqlFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SQLException sql;

  SqlFailed(SQLException sql) {
    super(sql);
    this.sql = sql;
  }

  SQLException sql() {
    return sql;
  }
}
