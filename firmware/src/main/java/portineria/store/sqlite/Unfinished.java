package portineria.store.sqlite;

import java.util.Optional;
import portineria.store.MailboxName;
import portineria.store.Refusal;

/**
 * That a deleted mailbox was coming back when the program ended. The mailbox is there then, with a
 * part of its messages; without this nobody could tell it from one that was never deleted, and
 * whoever gives the command again would be asked as of when. One for each account, a row of {@code
 * settings}: the second, and what the mailbox was called then and is called now.
 */
final class Unfinished {
  private static final String FIND = "SELECT value FROM settings WHERE key = ?";

  private static final String BEGIN = "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)";

  private static final String END = "DELETE FROM settings WHERE key = ?";

  private final Engine engine;
  private final LiveAccount account;
  private final String key;

  Unfinished(Engine engine, LiveAccount account) {
    this.engine = engine;
    this.account = account;
    this.key = "restoring." + account.id();
  }

  /** From when on {@code name} was coming back, if it was, and is there. */
  Optional<Moment> of(MailboxName name) {
    if (!account.mailboxes().committed().containsKey(name)) {
      return Optional.empty();
    }
    return engine
        .readers()
        .read(database -> database.row(FIND, row -> row.getString(1), key))
        .map(value -> value.split("\n", 3))
        .filter(lines -> lines[2].equals(name.value()))
        .map(lines -> new Moment(Long.parseLong(lines[0]), Optional.of(new MailboxName(lines[1]))));
  }

  void begin(MailboxName name, Moment moment) throws Refusal {
    String value = moment.second() + "\n" + moment.root().orElseThrow() + "\n" + name;
    engine.changes().perform(transaction -> transaction.database().run(BEGIN, key, value));
  }

  void end() throws Refusal {
    engine.changes().perform(transaction -> transaction.database().run(END, key));
  }
}
