package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import portineria.store.AllMail;
import portineria.store.MailboxKind;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;

/** All mail of one account. What is left to do stands in the index, so it survives a restart. */
final class SqliteAllMail implements AllMail {
  private static final String SHOW = "INSERT INTO all_mail (account, next, until) VALUES (?, 1, ?)";

  private static final String HIDE = "DELETE FROM all_mail WHERE account = ?";

  private static final String WAITING =
      "SELECT next, until FROM all_mail WHERE account = ? AND next <= until";

  /** With the INTERNALDATE with which each came first. */
  private static final String MESSAGES =
      """
      SELECT id, size, (
        SELECT internal_date FROM entries WHERE message = messages.id
        ORDER BY save_date, mailbox, uid LIMIT 1) AS first_date
      FROM messages
      WHERE id BETWEEN ? AND ? AND account = ? AND volume > 0 AND first_date IS NOT NULL
      ORDER BY id
      """;

  private static final String DONE = "UPDATE all_mail SET next = ? WHERE account = ?";

  private static final String HIDDEN =
      """
      SELECT id FROM mailboxes WHERE account = ? AND kind = 2 AND removed_ms IS NOT NULL
        AND EXISTS (SELECT 1 FROM entries WHERE mailbox = mailboxes.id) LIMIT 1
      """;

  private static final String DELETE =
      """
      DELETE FROM entries WHERE mailbox = ?1 AND uid IN (
        SELECT uid FROM entries WHERE mailbox = ?1 ORDER BY uid LIMIT ?2)
      """;

  /** Of one step: some 10 ms of the writer's time. */
  private static final int PIECE = 1000;

  private final LiveAccount account;
  private final Engine engine;

  SqliteAllMail(LiveAccount account, Engine engine) {
    this.account = account;
    this.engine = engine;
  }

  @Override
  public boolean isShown() {
    return account.allMail().committed();
  }

  @Override
  public void show(boolean wanted) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              if (account.allMail().draft() != wanted) {
                transaction.set(account.allMail(), wanted);
                if (wanted) {
                  begin(transaction);
                } else {
                  end(transaction);
                }
              }
              return wanted;
            });
  }

  private void begin(Transaction transaction) throws Refusal, SQLException {
    long last = transaction.catalog().lastMessage().draft();
    transaction.database().run(SHOW, account.id(), last);
    new BoxMailboxes(transaction, account).allMail();
  }

  private void end(Transaction transaction) throws SQLException {
    transaction.database().run(HIDE, account.id());
    MailboxTree tree = new MailboxTree(transaction, account);
    List<LiveMailbox> shown =
        account.mailboxes().draft().values().stream()
            .filter(mailbox -> mailbox.kind() == MailboxKind.ALL_MAIL)
            .toList();
    for (LiveMailbox mailbox : shown) {
      tree.dismiss(mailbox);
    }
  }

  @Override
  public boolean step() throws Refusal {
    return !isDone() && engine.changes().perform(this::step);
  }

  /** Without asking the writer, which has better things to do. */
  private boolean isDone() {
    return engine
        .readers()
        .read(database -> waiting(database).isEmpty() && hidden(database).isEmpty());
  }

  private boolean step(Transaction transaction) throws Refusal, SQLException {
    Optional<Waiting> waiting = waiting(transaction.database());
    if (waiting.isPresent()) {
      fill(transaction, waiting.get());
      return true;
    }
    Optional<Long> hidden = hidden(transaction.database());
    if (hidden.isPresent()) {
      transaction.database().run(DELETE, hidden.get(), PIECE);
    }
    return hidden.isPresent();
  }

  private record Waiting(long next, long until) {}

  private Optional<Waiting> waiting(Database database) throws SQLException {
    return database.row(WAITING, row -> new Waiting(row.getLong(1), row.getLong(2)), account.id());
  }

  private Optional<Long> hidden(Database database) throws SQLException {
    return database.row(HIDDEN, row -> row.getLong(1), account.id());
  }

  private void fill(Transaction transaction, Waiting waiting) throws Refusal, SQLException {
    long last = Math.min(waiting.until, waiting.next + PIECE - 1);
    Shown shown = new Shown(transaction, account);
    transaction
        .database()
        .each(
            MESSAGES,
            row -> shown.add(row.getLong(1), row.getLong(2), row.getLong(3)),
            waiting.next,
            last,
            account.id());
    shown.show();
    transaction.database().run(DONE, last + 1, account.id());
  }
}
