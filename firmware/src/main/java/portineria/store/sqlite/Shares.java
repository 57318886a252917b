package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import portineria.store.MailboxName;
import portineria.store.Rights;
import portineria.store.sqlite.database.Database;

/**
 * Who may use whose mailboxes, by the numbers of the index. Immutable; all of it is in memory,
 * because every command on a shared mailbox asks.
 */
record Shares(Map<Key, Rights> rows) {
  static final Shares NONE = new Shares(Map.of());

  /** Stands for all mailboxes of an account. */
  static final long WHOLE = 0;

  private static final String ALL = "SELECT account, mailbox, grantee, rights FROM shares";

  private static final String PUT =
      "INSERT OR REPLACE INTO shares (account, mailbox, grantee, rights) VALUES (?, ?, ?, ?)";

  private static final String DELETE =
      "DELETE FROM shares WHERE account = ? AND mailbox = ? AND grantee = ?";

  Shares {
    rows = Map.copyOf(rows);
  }

  /**
   * For whom and where.
   *
   * @param mailbox or {@link #WHOLE}
   */
  record Key(long account, long mailbox, long grantee) {
    /** Whether {@code other} is this, or is one of all that this stands for. */
    boolean covers(Key other) {
      return account == other.account
          && grantee == other.grantee
          && (mailbox == WHOLE || mailbox == other.mailbox);
    }
  }

  static Shares load(Database database) throws SQLException {
    Map<Key, Rights> rows = new HashMap<>();
    database.each(
        ALL,
        row ->
            rows.put(
                new Key(row.getLong(1), row.getLong(2), row.getLong(3)),
                Rights.of(row.getString(4))));
    return new Shares(rows);
  }

  /** Those in a mailbox that has this name, or would have it: the nearest row's. */
  Rights of(LiveAccount owner, Optional<MailboxName> mailbox, LiveAccount grantee) {
    Map<MailboxName, LiveMailbox> there = owner.mailboxes().committed();
    for (Optional<MailboxName> at = mailbox; at.isPresent(); at = at.get().parent()) {
      LiveMailbox live = there.get(at.get());
      if (live != null) {
        Rights given = rows.get(new Key(owner.id(), live.id(), grantee.id()));
        if (given != null) {
          return given;
        }
      }
    }
    return rows.getOrDefault(new Key(owner.id(), WHOLE, grantee.id()), Rights.NONE);
  }

  /** Whether something narrower was given than the whole account. */
  boolean hasExceptions(LiveAccount owner, LiveAccount grantee) {
    return rows.keySet().stream()
        .anyMatch(
            key ->
                key.account == owner.id() && key.grantee == grantee.id() && key.mailbox != WHOLE);
  }

  /** Writes one row. */
  static void put(Transaction transaction, Key key, Rights rights) throws SQLException {
    transaction.database().run(PUT, key.account, key.mailbox, key.grantee, rights.letters());
    Map<Key, Rights> rows = new HashMap<>(cell(transaction).draft().rows);
    rows.put(key, rights);
    transaction.set(cell(transaction), new Shares(rows));
  }

  /** Takes away all rows that {@code doomed} says. */
  static void remove(Transaction transaction, Predicate<Key> doomed) throws SQLException {
    Map<Key, Rights> rows = new HashMap<>(cell(transaction).draft().rows);
    for (Key key : cell(transaction).draft().rows.keySet()) {
      if (doomed.test(key)) {
        transaction.database().run(DELETE, key.account, key.mailbox, key.grantee);
        rows.remove(key);
      }
    }
    transaction.set(cell(transaction), new Shares(rows));
  }

  /** Of an account whose login goes: what others may do there, and what it may do elsewhere. */
  static void forget(Transaction transaction, long account) throws SQLException {
    remove(transaction, key -> key.account == account || key.grantee == account);
  }

  /** What was given of a mailbox that was deleted holds for the one that comes in its place. */
  static void inherit(Transaction transaction, long from, LiveMailbox to) throws SQLException {
    for (Map.Entry<Key, Rights> row : cell(transaction).draft().rows.entrySet()) {
      if (row.getKey().mailbox == from) {
        Key key = new Key(row.getKey().account, to.id(), row.getKey().grantee);
        put(transaction, key, row.getValue());
      }
    }
  }

  private static Cell<Shares> cell(Transaction transaction) {
    return transaction.catalog().shares();
  }
}
