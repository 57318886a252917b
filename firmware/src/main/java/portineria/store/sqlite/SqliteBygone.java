package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import portineria.store.Bygone;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MailboxName;
import portineria.store.Still;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Readers;

/**
 * Reads a copy of the index, whatever program has written it: of its tables only what has been
 * there from the beginning, and which mailboxes are the box's own.
 *
 * <p>The file has no name any more as soon as it is open: it tells of what may be erased meanwhile,
 * and so it must be gone when nobody reads it, even where the power is cut.
 */
final class SqliteBygone implements Bygone {
  private static final String ACCOUNTS = "SELECT name FROM accounts ORDER BY name";

  /** Ordinary ones, and those that show what was removed: {@link Rows#number}. */
  private static final String MAILBOXES =
      """
      SELECT mailboxes.name, kind, messages
      FROM mailboxes JOIN accounts ON accounts.id = account
      WHERE accounts.name = ? AND removed_ms IS NULL AND kind IN (0, 1) AND messages > 0
      """;

  private static final String MAILBOX =
      """
      SELECT mailboxes.id FROM mailboxes JOIN accounts ON accounts.id = account
      WHERE accounts.name = ? AND mailboxes.name = ? AND removed_ms IS NULL
      """;

  private static final String KEYWORDS = "SELECT name FROM keywords WHERE mailbox = ? ORDER BY bit";

  /** Of what was erased by then there is no digest, and it lies nowhere. */
  private static final String MESSAGES =
      """
      SELECT digest, internal_date, flags, volume, position, messages.size
      FROM entries JOIN messages ON messages.id = entries.message
      WHERE entries.mailbox = ? AND removed IS NULL AND volume > 0
      ORDER BY internal_date DESC, uid DESC
      """;

  private final Readers readers;

  private SqliteBygone(Readers readers) {
    this.readers = readers;
  }

  /** Takes {@code file}, which is gone when this is closed, or when it can't be read. */
  static SqliteBygone open(Path file) throws IOException {
    Readers readers;
    try {
      readers = Readers.open(file, "bygone-reader", 1);
    } catch (SQLException failed) {
      Files.deleteIfExists(file);
      throw unreadable(failed);
    }
    SqliteBygone opened = new SqliteBygone(readers);
    try {
      opened.accounts();
      return opened;
    } catch (UncheckedIOException failed) {
      opened.close();
      throw unreadable(failed);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static IOException unreadable(Exception why) {
    return new IOException("the index in this backup can't be read: take another backup", why);
  }

  @Override
  public List<String> accounts() {
    return readers.read(database -> database.rows(ACCOUNTS, row -> row.getString(1)));
  }

  @Override
  public List<Shelf> mailboxes(String account) {
    List<Shelf> shelves =
        new ArrayList<>(
            readers.read(
                database ->
                    database.rows(
                        MAILBOXES,
                        row ->
                            new Shelf(
                                new MailboxName(row.getString(1)),
                                Rows.kind(row, 2),
                                row.getInt(3)),
                        account)));
    shelves.sort(Comparator.comparing(Shelf::kind).thenComparing(Shelf::name));
    return shelves;
  }

  @Override
  public List<Kept> messages(String account, MailboxName mailbox, int most) {
    return readers.read(
        database -> {
          List<Kept> all = new ArrayList<>();
          for (long id : database.rows(MAILBOX, row -> row.getLong(1), account, mailbox.value())) {
            all.addAll(messages(database, id, most));
          }
          return all;
        });
  }

  private static List<Kept> messages(Database database, long mailbox, int most)
      throws SQLException {
    FlagTable table =
        new FlagTable(database.rows(KEYWORDS, row -> new Flag(row.getString(1)), mailbox));
    List<Kept> messages = new ArrayList<>();
    Set<Digest> seen = new HashSet<>();
    database.each(
        MESSAGES,
        row -> {
          Kept kept = kept(row, table);
          if (messages.size() < most && seen.add(kept.digest())) {
            messages.add(kept);
          }
        },
        mailbox);
    return messages;
  }

  private static Kept kept(ResultSet row, FlagTable table) throws SQLException {
    Set<Flag> flags = new HashSet<>(table.flags(row.getLong(3)));
    flags.remove(Flag.DELETED);
    return new Kept(
        Digest.of(row.getBytes(1)),
        Instant.ofEpochSecond(row.getLong(2)),
        flags,
        new Still.Place(row.getInt(4), row.getLong(5), row.getLong(6)));
  }

  @Override
  public void close() {
    try {
      readers.close();
    } catch (SQLException failed) {
      throw new IllegalStateException("a file that was read can't be closed", failed);
    }
  }
}
