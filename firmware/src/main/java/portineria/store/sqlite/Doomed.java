package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import portineria.store.Digest;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Location;

/**
 * A message whose erasure is decided, as long as the index knows it.
 *
 * @param id its number
 * @param filed under which name the account's mail lies in the volumes
 * @param removedBy the number of the actor who erases it
 */
record Doomed(
    long id, long account, String filed, Digest digest, Location location, long removedBy) {

  /** Neighbours in the volumes come one after the other. */
  private static final String NEXT =
      """
      SELECT messages.id, accounts.id, accounts.filed, digest, volume, position, size, removed_by
      FROM erasing JOIN messages ON messages.id = erasing.message
        JOIN accounts ON accounts.id = messages.account
      WHERE forgotten = 0 ORDER BY volume, position LIMIT ?
      """;

  Digest tag() {
    return Tag.of(filed, digest);
  }

  /** Some of those that are to be forgotten next. */
  static List<Doomed> next(Database index, int count) throws SQLException {
    return index.rows(
        NEXT,
        row ->
            new Doomed(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                Digest.of(row.getBytes(4)),
                new Location(row.getInt(5), row.getLong(6), row.getLong(7)),
                row.getLong(8)),
        count);
  }
}
