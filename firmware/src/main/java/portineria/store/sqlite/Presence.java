package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.Volumes;

/**
 * Whether the volumes that the index names are there, and long enough: a look at the files' sizes.
 * {@link Verify} looks at every octet.
 *
 * @param volume the number of a volume
 * @param end where the last of its messages ends
 * @param messages how many it holds
 */
record Presence(int volume, long end, long messages) {
  private static final String NEEDED =
      """
      SELECT volume, max(position + size), count(*) FROM messages
      WHERE volume > 0 GROUP BY volume ORDER BY volume
      """;

  static List<Presence> needed(Database database) throws SQLException {
    return database.rows(
        NEEDED, row -> new Presence(row.getInt(1), row.getLong(2), row.getLong(3)));
  }

  /** What is lost, in sentences. */
  static List<String> losses(List<Presence> needed, Volumes volumes) throws IOException {
    List<String> losses = new ArrayList<>();
    for (Presence one : needed) {
      OptionalLong size = volumes.size(one.volume);
      if (size.isEmpty()) {
        losses.add("volume " + one.volume + " is missing: " + one.advice("none"));
      } else if (size.getAsLong() < one.end) {
        losses.add("volume " + one.volume + " is cut short: " + one.advice("not every one"));
      }
    }
    return losses;
  }

  private String advice(String readable) {
    return readable
        + " of its "
        + messages
        + " messages can be read; put the file back from a copy of the data folder, then run"
        + " 'portineria verify'";
  }
}
