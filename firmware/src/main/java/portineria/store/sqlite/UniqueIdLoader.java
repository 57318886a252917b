package portineria.store.sqlite;

import java.sql.SQLException;
import portineria.store.Digest;
import portineria.store.UidValidity;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.UniqueIds;

/**
 * Reads what POP3's unique-ids are made of. The ordinal was given at arrival: how many entries of
 * this message the mailbox had ever seen by then, the removed ones included. So the second copy
 * stays the second when the first is removed.
 */
final class UniqueIdLoader {
  private static final String LOAD =
      """
      SELECT entries.uid, messages.digest, entries.ordinal
      FROM entries JOIN messages ON messages.id = entries.message
      WHERE entries.mailbox = (SELECT id FROM mailboxes WHERE uidvalidity = ?)
        AND entries.uid BETWEEN ? AND ?
      ORDER BY entries.uid
      """;

  private final Database database;
  private final UidValidity mailbox;

  UniqueIdLoader(Database database, UidValidity mailbox) {
    this.database = database;
    this.mailbox = mailbox;
  }

  /** Of these entries, be they live or removed since. */
  UniqueIds load(long[] uids) throws SQLException {
    UniqueIds ids = new UniqueIds(uids.length);
    int[] next = {0};
    database.each(
        LOAD,
        row -> {
          if (next[0] < uids.length && row.getLong(1) == uids[next[0]]) {
            ids.set(next[0]++, Digest.of(row.getBytes(2)), row.getInt(3));
          }
        },
        mailbox.value(),
        uids[0],
        uids[uids.length - 1]);
    if (next[0] < uids.length) {
      throw new SQLException("entry " + uids[next[0]] + " or its message is missing");
    }
    return ids;
  }
}
