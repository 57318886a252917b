package portineria.store.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.Columns;

/**
 * Shows what was removed before removed messages were shown: an index of version 1 says so in the
 * table {@code unshown}. Mailbox by mailbox, each in a transaction, at start; interrupted, it goes
 * on at the next one. What a mailbox was called at the time nobody has noted, so its present name
 * counts, or its last one.
 */
final class Unshown {
  private static final Logger LOG = LoggerFactory.getLogger(Unshown.class);

  private static final String NEXT =
      """
      SELECT mailboxes.id, accounts.name, mailboxes.name
      FROM unshown JOIN mailboxes ON mailboxes.id = unshown.mailbox
        JOIN accounts ON accounts.id = mailboxes.account
      ORDER BY unshown.mailbox LIMIT 1
      """;

  private static final String REMOVED =
      """
      SELECT uid, message, flags, modseq, size, internal_date, save_date,
        removed, removed_by, removed_how
      FROM entries
      WHERE mailbox = ? AND removed IS NOT NULL AND removed_how IN (1, 3) AND (modseq, uid) > (?, ?)
      ORDER BY modseq, uid LIMIT ?
      """;

  private static final String DONE = "DELETE FROM unshown WHERE mailbox = ?";

  private final Database database;
  private final Catalog catalog;
  private final StoreSettings settings;

  Unshown(Database database, Catalog catalog, StoreSettings settings) {
    this.database = database;
    this.catalog = catalog;
    this.settings = settings;
  }

  private record Left(long mailbox, String account, MailboxName name) {}

  void show() throws SQLException, IOException {
    for (Optional<Left> next = next(); next.isPresent(); next = next()) {
      Transaction transaction = new Transaction(database, catalog, new Nowhere(), settings);
      try {
        int entries = show(transaction, next.get());
        LOG.info("removed-shown mailbox={} entries={}", next.get().mailbox, entries);
      } catch (Refusal refused) {
        throw new IOException("what was removed can't be shown: " + refused.getMessage(), refused);
      }
      transaction.keepStep();
      transaction.commit(catalog.volumesEnd().committed());
      transaction.publish();
    }
  }

  private Optional<Left> next() throws SQLException {
    return database.row(
        NEXT, row -> new Left(row.getLong(1), row.getString(2), new MailboxName(row.getString(3))));
  }

  private int show(Transaction transaction, Left left) throws Refusal, SQLException {
    LiveAccount account = catalog.account(left.account).orElseThrow();
    int entries = 0;
    for (List<Removed> page = page(transaction, left.mailbox, 0, 0);
        !page.isEmpty();
        page = page(transaction, left.mailbox, page.getLast().modSeq, page.getLast().lastUid())) {
      for (Removed one : page) {
        Losses.Lost lost =
            new Losses.Lost(account, left.mailbox, left.name, one.actor, one.how, one.when);
        Losses.show(transaction, lost, one.entries, transaction.next(account.modSeq()));
        entries += one.entries.count();
      }
    }
    transaction.database().run(DONE, left.mailbox);
    return entries;
  }

  /** One removal, or a part of it: the entries that have its modseq. */
  private record Removed(long modSeq, long when, long actor, Entries.How how, Columns entries) {
    static Removed begin(ResultSet row) throws SQLException {
      return new Removed(
          row.getLong(4),
          row.getLong(8),
          row.getLong(9),
          Entries.How.of(row.getInt(10)),
          new Columns());
    }

    void add(ResultSet row) throws SQLException {
      entries.add(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7));
    }

    long lastUid() {
      return entries.uid(entries.count() - 1);
    }
  }

  /** The removals behind that entry. */
  private static List<Removed> page(Transaction transaction, long mailbox, long modSeq, long uid)
      throws SQLException {
    List<Removed> page = new ArrayList<>();
    transaction
        .database()
        .each(
            REMOVED,
            row -> {
              if (page.isEmpty() || page.getLast().modSeq != row.getLong(4)) {
                page.add(Removed.begin(row));
              }
              page.getLast().add(row);
            },
            mailbox,
            modSeq,
            uid,
            Losses.PIECE);
    return page;
  }
}
