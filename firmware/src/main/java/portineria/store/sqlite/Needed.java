package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import portineria.store.sqlite.database.Database;

/**
 * What the volumes must hold, remembered as long as it can't have changed: whoever watches over the
 * box asks again and again, and the answer is a walk over all messages. Any thread.
 */
final class Needed {
  /**
   * A message gets a place, or another one, by being appended, and loses it by an erasure: this is
   * how far the volumes are filled, and how long the ledger is.
   */
  private static final String STATE =
      """
      SELECT open_volume, end, last_volume,
        ifnull((SELECT value FROM counters WHERE name = 'ledger'), 0)
      FROM volumes_end
      """;

  private record State(int openVolume, long end, int lastVolume, long ledger) {}

  private record Known(State state, List<Presence> presences) {}

  private volatile Optional<Known> known = Optional.empty();

  /** By the volumes' numbers. */
  List<Presence> all(Database database) throws SQLException {
    database.run("BEGIN");
    try {
      State now =
          database
              .row(
                  STATE,
                  row -> new State(row.getInt(1), row.getLong(2), row.getInt(3), row.getLong(4)))
              .orElseThrow();
      Optional<Known> before = known;
      if (before.isPresent() && before.get().state.equals(now)) {
        return before.get().presences;
      }
      List<Presence> presences = List.copyOf(Presence.needed(database));
      known = Optional.of(new Known(now, presences));
      return presences;
    } finally {
      database.run("COMMIT");
    }
  }
}
