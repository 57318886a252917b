package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import portineria.store.Directory.Pop3Deletion;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.SpecialUse;

/** What an account begins with: RFC 6154 §2 names the uses. */
final class NewAccount {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

  private static final String INSERT =
      "INSERT INTO accounts (name, filed, created_ms) VALUES (?1, ?1, ?2)";

  private static final String NUMBER = "SELECT id FROM accounts WHERE name = ?";

  private record First(String name, Optional<SpecialUse> use) {}

  private static final List<First> MAILBOXES =
      List.of(
          new First("INBOX", Optional.empty()),
          new First("Drafts", Optional.of(SpecialUse.DRAFTS)),
          new First("Sent", Optional.of(SpecialUse.SENT)),
          new First("Junk", Optional.of(SpecialUse.JUNK)),
          new First("Trash", Optional.of(SpecialUse.TRASH)),
          new First("Archive", Optional.of(SpecialUse.ARCHIVE)));

  private NewAccount() {}

  static LiveAccount create(Transaction transaction, String name) throws Refusal, SQLException {
    Cell<NavigableMap<String, LiveAccount>> accounts = transaction.catalog().accounts();
    requireFree(transaction, name);
    requireName(name);
    if (AccountNames.isBygone(transaction.database(), name)) {
      throw AccountNames.reserved(name);
    }
    transaction.database().run(INSERT, name, transaction.now().toEpochMilli());
    long id = transaction.database().number(NUMBER, name);
    transaction.database().run(SqliteDirectory.INSERT, id, Pop3Deletion.HIDE.name());
    LiveAccount account =
        new LiveAccount(
            id,
            LiveAccount.Names.first(name),
            Collections.emptyNavigableMap(),
            Set.of(),
            0,
            LiveAccount.Shape.FIRST);
    MailboxTree tree = new MailboxTree(transaction, account);
    for (First first : MAILBOXES) {
      MailboxName mailbox = new MailboxName(first.name);
      tree.create(mailbox, first.use);
      tree.subscribe(mailbox, true);
    }
    NavigableMap<String, LiveAccount> all = new TreeMap<>(accounts.draft());
    all.put(name, account);
    transaction.set(accounts, Collections.unmodifiableNavigableMap(all));
    return account;
  }

  static void requireFree(Transaction transaction, String name) throws Refusal {
    if (transaction.catalog().accounts().draft().containsKey(name)) {
      throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is an account " + name + " already");
    }
  }

  static void requireName(String name) throws Refusal {
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          "an account's name has 1 to 64 small letters, digits and . _ @ + - and begins with a"
              + " letter or digit");
    }
  }
}
