package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.Uid;
import portineria.store.sqlite.database.Database;

/** The invariants that FORMAT.md states of the index, as questions that must have no answer. */
final class IndexRules {
  /** Of entries: account, mailbox, UID. */
  private static final String ENTRY =
      """
      SELECT ifnull(accounts.name, '?'), ifnull(mailboxes.name, '?'), entries.uid
      FROM entries LEFT JOIN mailboxes ON mailboxes.id = entries.mailbox
        LEFT JOIN accounts ON accounts.id = mailboxes.account
        LEFT JOIN messages ON messages.id = entries.message
      WHERE\s""";

  private static final List<Rule> OF_ENTRIES =
      List.of(
          new Rule("I2", "belongs to no mailbox", "mailboxes.id IS NULL OR accounts.id IS NULL"),
          new Rule(
              "I2",
              "has no message, or another account's, or one of another size",
              "messages.id IS NULL OR messages.account <> mailboxes.account"
                  + " OR messages.size <> entries.size"),
          new Rule(
              "I4", "has a UID that was not given out yet", "entries.uid >= mailboxes.uidnext"),
          new Rule(
              "I5",
              "has a modseq above its mailbox's",
              "entries.modseq < 1 OR entries.modseq > mailboxes.modseq"),
          new Rule(
              "I2",
              "is one of an erased message and says more than that",
              "messages.volume = 0 AND (entries.removed IS NULL OR entries.flags <> 0"
                  + " OR entries.internal_date <> 0 OR entries.save_date <> 0)"),
          new Rule(
              "I6",
              "has a flag that its mailbox does not know",
              "entries.flags >> (SELECT "
                  + Flag.SYSTEM.size()
                  + " + count(*) FROM keywords WHERE keywords.mailbox = entries.mailbox) <> 0"));

  private static final String FIGURES =
      """
      SELECT accounts.name || ', ' || mailboxes.name || ': its figures are not those of its entries (I7)'
      FROM mailboxes JOIN accounts ON accounts.id = mailboxes.account
        LEFT JOIN (
          SELECT mailbox, count(*) AS messages, sum(flags >> 3 & 1 = 0) AS unseen,
            sum(flags >> 2 & 1) AS deleted, sum(size) AS octets
          FROM entries WHERE removed IS NULL GROUP BY mailbox
        ) AS live ON live.mailbox = mailboxes.id
      WHERE mailboxes.messages <> ifnull(live.messages, 0)
        OR mailboxes.unseen <> ifnull(live.unseen, 0)
        OR mailboxes.deleted <> ifnull(live.deleted, 0)
        OR mailboxes.octets <> ifnull(live.octets, 0)
      """;

  private static final String UIDVALIDITY =
      """
      SELECT accounts.name || ', ' || mailboxes.name || ': its UIDVALIDITY was not given out yet (I8)'
      FROM mailboxes JOIN accounts ON accounts.id = mailboxes.account
      WHERE uidvalidity > (SELECT value FROM counters WHERE name = 'uidvalidity')
      """;

  private static final String PARENTS =
      """
      SELECT accounts.name || ', ' || mailboxes.name || ': there is no mailbox above it (I11)'
      FROM mailboxes JOIN accounts ON accounts.id = mailboxes.account
      WHERE removed_ms IS NULL AND instr(mailboxes.name, '/') > 0 AND NOT EXISTS (
        SELECT 1 FROM mailboxes AS above
        WHERE above.account = mailboxes.account AND above.removed_ms IS NULL
          AND above.name || '/' =
            rtrim(mailboxes.name, replace(mailboxes.name, '/', '')))
      """;

  private static final String INBOXES =
      """
      SELECT accounts.name || ': it has no INBOX (I11)' FROM accounts
      WHERE NOT EXISTS (
        SELECT 1 FROM mailboxes
        WHERE account = accounts.id AND mailboxes.name = 'INBOX' AND removed_ms IS NULL)
      """;

  private static final String INTAKE =
      """
      SELECT 'what was seen of a source names a message that is not there (I10): ' || key
      FROM intake WHERE message NOT IN (SELECT id FROM messages)
      """;

  private IndexRules() {}

  private record Rule(String number, String what, String violated) {}

  static void check(Database database, Consumer<Finding> findings) throws SQLException {
    for (Rule rule : OF_ENTRIES) {
      database.each(
          ENTRY + rule.violated,
          row -> findings.accept(finding(row, rule.what + " (" + rule.number + ")")));
    }
    for (String question : List.of(FIGURES, UIDVALIDITY, PARENTS, INBOXES, INTAKE)) {
      database.each(
          question,
          row ->
              findings.accept(new Finding(Optional.empty(), Optional.empty(), row.getString(1))));
    }
  }

  private static Finding finding(ResultSet row, String what) throws SQLException {
    Finding.Entry entry =
        new Finding.Entry(
            row.getString(1), new MailboxName(row.getString(2)), new Uid(row.getLong(3)));
    return new Finding(Optional.empty(), Optional.of(entry), what);
  }
}
