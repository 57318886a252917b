package portineria.store.sqlite.database;

import java.sql.SQLException;

/** The database was made by a later program than this one. */
public final class NewerDatabase extends SQLException {
  private static final long serialVersionUID = 1L;

  NewerDatabase(long version, long known) {
    super(
        "it has version "
            + version
            + ", and this program knows "
            + known
            + ": install the newer program again");
  }
}
