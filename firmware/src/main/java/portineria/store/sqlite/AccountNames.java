package portineria.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Sharing;
import portineria.store.Troubles;
import portineria.store.sqlite.database.Database;

/**
 * What accounts are called, and were: FORMAT.md, "An account's names". Nearly all of the index
 * knows an account by its number, and the volumes know it by the name that it had first; what is
 * here is the rest.
 */
final class AccountNames {
  private static final String NUMBER = "SELECT id FROM accounts WHERE name = ?";

  private static final String BYGONE = "SELECT account FROM bygone_names WHERE name = ?";

  private static final String FORMER =
      """
      SELECT bygone_names.name
      FROM bygone_names JOIN accounts ON accounts.id = bygone_names.account
      WHERE accounts.name = ?1 AND bygone_names.name <> ?1
      GROUP BY bygone_names.name ORDER BY min(bygone_names.id)
      """;

  private static final String NOW =
      """
      SELECT name FROM accounts
      WHERE name = ?1 OR id IN (SELECT account FROM bygone_names WHERE name = ?1)
      """;

  private static final String LEAVES = "SELECT 1 FROM leavers WHERE account = ?";

  private static final String REMEMBER =
      "INSERT INTO bygone_names (account, name, until_ms) VALUES (?, ?, ?)";

  private static final String NAME = "UPDATE accounts SET name = ? WHERE id = ?";

  private static final String SOURCES =
      "UPDATE source_settings SET account = ?2 WHERE account = ?1";

  /** A cause is a topic, what it is about, and why; a source may be called as the account is. */
  private static final String CAUSES =
      """
      UPDATE OR REPLACE troubles
      SET cause = substr(cause, 1, instr(cause, '|')) || ?2
        || substr(cause, instr(cause, '|') + 1 + length(?1))
      WHERE account = ?1 AND cause NOT LIKE 'source-%'
        AND substr(cause, instr(cause, '|') + 1, length(?1) + 1) = ?1 || '|'
      """;

  private static final String TROUBLES = "UPDATE troubles SET account = ?2 WHERE account = ?1";

  private static final String NOTICES =
      """
      UPDATE OR IGNORE notices SET recipient = 'inbox:' || ?2 WHERE recipient = 'inbox:' || ?1
      """;

  private static final String SETTING = "SELECT value FROM settings WHERE key = ?";

  private static final String PUT_SETTING = "UPDATE settings SET value = ? WHERE key = ?";

  private static final String SUBSCRIBED =
      "SELECT account, name FROM subscriptions WHERE name = ?1 OR substr(name, 1, length(?2)) = ?2";

  private static final String RESUBSCRIBE =
      "UPDATE OR REPLACE subscriptions SET name = ?3 WHERE account = ?1 AND name = ?2";

  private AccountNames() {}

  /** Whether an account was called so once, be it called so again. */
  static boolean isBygone(Database index, String name) throws SQLException {
    return index.row(BYGONE, row -> true, name).isPresent();
  }

  static Refusal reserved(String name) {
    return new Refusal(
        Refusal.Reason.ALREADY_EXISTS,
        name
            + " was the name of another account, and its mail may be filed under it: choose another"
            + " name, so that the mail of two people is never mixed up");
  }

  static List<String> former(Database index, String account) throws SQLException {
    return index.rows(FORMER, row -> row.getString(1), account);
  }

  static Optional<String> now(Database index, String name) throws SQLException {
    return index.row(NOW, row -> row.getString(1), name);
  }

  /** Gives {@code account}, which has a login, another name. */
  static void rename(Transaction transaction, LiveAccount account, String to)
      throws Refusal, SQLException {
    String from = account.nameCell().draft();
    NewAccount.requireFree(transaction, to);
    NewAccount.requireName(to);
    Database index = transaction.database();
    if (index.row(LEAVES, row -> true, account.id()).isPresent()) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          from + " leaves, and the mail is erased on a day: it goes under the name that it has");
    }
    if (!isFree(index, account.id(), to)) {
      throw reserved(to);
    }
    rename(index, account.id(), from, to, transaction.now());
    transaction.set(account.nameCell(), to);
    Cell<NavigableMap<String, LiveAccount>> accounts = transaction.catalog().accounts();
    NavigableMap<String, LiveAccount> all = new TreeMap<>(accounts.draft());
    all.remove(from);
    all.put(to, account);
    transaction.set(accounts, Collections.unmodifiableNavigableMap(all));
    for (LiveAccount other : all.values()) {
      resubscribe(transaction, other, from, to);
    }
  }

  private static void resubscribe(
      Transaction transaction, LiveAccount other, String from, String to) {
    TreeSet<MailboxName> names = new TreeSet<>();
    for (MailboxName name : other.subscriptions().draft()) {
      names.add(new MailboxName(renamed(name.value(), from, to)));
    }
    if (!names.equals(other.subscriptions().draft())) {
      transaction.set(other.subscriptions(), Set.copyOf(names));
    }
  }

  /** What colleagues call a mailbox of the account; any other name, and one too long, stays. */
  private static String renamed(String name, String from, String to) {
    String root = shared(from);
    if (!name.equals(root) && !name.startsWith(root + MailboxName.SEPARATOR)) {
      return name;
    }
    String fresh = shared(to) + name.substring(root.length());
    try {
      return new MailboxName(fresh).value();
    } catch (IllegalArgumentException tooLong) {
      return name;
    }
  }

  private static String shared(String account) {
    return Sharing.ROOT.value() + MailboxName.SEPARATOR + account;
  }

  /** Whether no other account is called so, or ever was. */
  private static boolean isFree(Database index, long account, String name) throws SQLException {
    List<Long> others = index.rows(BYGONE, row -> row.getLong(1), name);
    others.addAll(index.rows(NUMBER, row -> row.getLong(1), name));
    return others.stream().allMatch(other -> other == account);
  }

  /**
   * Does a renaming once more that the file knows and this index does not, because it is an older
   * copy, or made anew.
   *
   * @return whether the name could be given
   */
  static boolean renameAgain(Database index, long account, NamesFile.Line line)
      throws SQLException {
    String from =
        index
            .row("SELECT name FROM accounts WHERE id = ?", row -> row.getString(1), account)
            .orElseThrow();
    if (!isFree(index, account, line.name())) {
      return false;
    }
    rename(index, account, from, line.name(), line.when());
    return true;
  }

  private static void rename(Database index, long account, String from, String to, Instant when)
      throws SQLException {
    index.run(REMEMBER, account, from, when.toEpochMilli());
    index.run(NAME, to, account);
    index.run(SOURCES, from, to);
    index.run(CAUSES, from, to);
    index.run(TROUBLES, from, to);
    index.run(NOTICES, from, to);
    caretaker(index, from, to);
    record Subscribed(long account, String name) {}
    List<Subscribed> names =
        index.rows(
            SUBSCRIBED,
            row -> new Subscribed(row.getLong(1), row.getString(2)),
            shared(from),
            shared(from) + MailboxName.SEPARATOR);
    for (Subscribed one : names) {
      index.run(RESUBSCRIBE, one.account, one.name, renamed(one.name, from, to));
    }
  }

  private static void caretaker(Database index, String from, String to) throws SQLException {
    String key = Troubles.CARETAKERS_SETTING;
    Optional<String> all = index.row(SETTING, row -> row.getString(1), key);
    if (all.isPresent()) {
      List<String> names = List.of(all.get().split(" "));
      index.run(
          PUT_SETTING,
          String.join(" ", names.stream().map(name -> name.equals(from) ? to : name).toList()),
          key);
    }
  }
}
