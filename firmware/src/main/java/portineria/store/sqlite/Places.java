package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Grave;
import portineria.store.volume.Location;

/** Where messages lie, and what is to be overwritten, as the index keeps it. */
final class Places {
  private static final String FIND =
      """
      SELECT messages.id, volume, position, size
      FROM messages JOIN accounts ON accounts.id = messages.account
      WHERE accounts.filed = ? AND digest = ? AND volume > 0
      """;

  private static final String MOVE = "UPDATE messages SET volume = ?, position = ? WHERE id = ?";

  private static final String WHOLE = "DELETE FROM damaged WHERE message = ?";

  private static final String COPY =
      "INSERT OR REPLACE INTO copies (volume, position, message) VALUES (?, ?, ?)";

  private static final String WORN = "INSERT OR IGNORE INTO worn (volume, going) VALUES (?, 0)";

  private static final String GRAVE =
      """
      INSERT OR REPLACE INTO graves (volume, position, size, account, tag) VALUES (?, ?, ?, ?, ?)
      """;

  private Places() {}

  /** A message that the index knows. */
  record Known(long id, Location location) {}

  /** Of the account whose mail is filed under {@code filed}. */
  static Optional<Known> find(Database index, String filed, Digest digest) throws SQLException {
    return index.row(
        FIND,
        row ->
            new Known(row.getLong(1), new Location(row.getInt(2), row.getLong(3), row.getLong(4))),
        filed,
        digest.octets());
  }

  /**
   * From now on the message lies, whole, at {@code place}; at the old one its octets are too, or
   * what damage has left of them.
   */
  static void move(Database index, Known known, Location place) throws SQLException {
    index.run(MOVE, place.volume(), place.offset(), known.id);
    index.run(WHOLE, known.id);
    copy(index, known.id, known.location);
  }

  /** The octets of a message lie at {@code place} too. */
  static void copy(Database index, long message, Location place) throws SQLException {
    index.run(COPY, place.volume(), place.offset(), message);
    worn(index, place.volume());
  }

  /** Something in that volume belongs to no message any more. */
  static void worn(Database index, int volume) throws SQLException {
    index.run(WORN, volume);
  }

  /** This is to be overwritten. */
  static void dig(Database index, Grave grave) throws SQLException {
    Location place = grave.location();
    index.run(
        GRAVE, place.volume(), place.offset(), place.size(), grave.account(), grave.tag().octets());
    worn(index, place.volume());
  }
}
