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
      """;

  private static final List<Rule> OF_ENTRIES =
      List.of(
          new Rule("I2", "belongs to no mailbox", "mailboxes.id IS NULL OR accounts.id IS NULL"),
          new Rule(
              "I2",
              "has no message, or another account's, or one of another size",
              "messages.id IS NULL OR messages.account <> mailboxes.account"
                  + " OR messages.size <> entries.size AND messages.volume > 0"),
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
                  + " OR entries.size <> 0"
                  + " OR entries.internal_date <> 0 OR entries.save_date <> 0)"),
          new Rule(
              "I6",
              "has a flag that its mailbox does not know",
              "entries.flags >> (SELECT "
                  + Flag.SYSTEM.size()
                  + " + count(*) FROM keywords WHERE keywords.mailbox = entries.mailbox) <> 0"),
          new Rule(
              "I13",
              "was removed and is not shown, or more than once",
              "mailboxes.kind = 0 AND entries.removed_how IN (1, 3)"
                  + " AND entries.mailbox NOT IN (SELECT mailbox FROM unshown)"
                  + " AND 1 <> (SELECT count(*) FROM entries AS shown"
                  + " WHERE shown.message = entries.message"
                  + " AND shown.origin_mailbox = entries.mailbox"
                  + " AND shown.origin_uid = entries.uid)"),
          new Rule(
              "I13",
              "shows what it can't show",
              "(entries.origin_mailbox IS NULL) <> (mailboxes.kind <> 1)"
                  + " OR entries.origin_mailbox IS NOT NULL AND NOT EXISTS ("
                  + "SELECT 1 FROM entries AS origin"
                  + " JOIN mailboxes AS place ON place.id = origin.mailbox"
                  + " WHERE origin.mailbox = entries.origin_mailbox"
                  + " AND origin.uid = entries.origin_uid AND origin.message = entries.message"
                  + " AND origin.removed_how IN (1, 3, 5)"
                  + " AND place.account = mailboxes.account AND place.kind = 0)"),
          new Rule(
              "I14",
              "has a flag that is not shown",
              "mailboxes.kind <> 0 AND entries.flags <> 8 AND messages.volume > 0"),
          new Rule(
              "I15",
              "is not in one act of removal of its mailbox",
              "mailboxes.kind = 1 AND 1 <> (SELECT count(*) FROM removals"
                  + " WHERE removals.recoverable = entries.mailbox"
                  + " AND entries.uid BETWEEN removals.first_uid AND removals.last_uid"
                  + " AND removals.mailbox = entries.origin_mailbox)"),
          new Rule(
              "I16",
              "is shown among all mail where that is not wanted",
              "mailboxes.kind = 2 AND entries.removed IS NULL AND mailboxes.removed_ms IS NULL"
                  + " AND mailboxes.account NOT IN (SELECT account FROM all_mail)"));

  private static final String FIGURES =
      """
      SELECT accounts.name || ', ' || mailboxes.name || ': its figures are not those of its entries (I7)'
      FROM mailboxes JOIN accounts ON accounts.id = mailboxes.account
        LEFT JOIN (
          SELECT mailbox, count(*) AS messages, sum(flags >> 3 & 1 = 0) AS unseen,
            sum(flags >> 2 & 1) AS deleted, sum(size) AS octets
          FROM entries WHERE removed IS NULL GROUP BY mailbox
        ) AS live ON live.mailbox = mailboxes.id
      WHERE (mailboxes.messages <> ifnull(live.messages, 0)
        OR mailboxes.unseen <> ifnull(live.unseen, 0)
        OR mailboxes.deleted <> ifnull(live.deleted, 0)
        OR mailboxes.octets <> ifnull(live.octets, 0))
        AND NOT (mailboxes.kind = 2 AND mailboxes.removed_ms IS NOT NULL)
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

  private static final String KEPT =
      """
      SELECT accounts.name || ', ' || mailboxes.name
        || ': the box keeps it, and it has a use or a keyword (I14)'
      FROM mailboxes JOIN accounts ON accounts.id = mailboxes.account
      WHERE kind <> 0 AND (special_use IS NOT NULL
        OR mailboxes.id IN (SELECT mailbox FROM keywords))
      """;

  private static final String OTHER_KIND =
      """
      SELECT accounts.name || ', ' || mailboxes.name
        || ': the mailbox above it is of another kind (I14)'
      FROM mailboxes JOIN accounts ON accounts.id = mailboxes.account
        JOIN mailboxes AS above ON above.account = mailboxes.account
          AND above.name || '/' = rtrim(mailboxes.name, replace(mailboxes.name, '/', ''))
      WHERE mailboxes.removed_ms IS NULL AND above.removed_ms IS NULL
        AND above.kind <> mailboxes.kind
      """;

  private static final String ALL_MAIL =
      """
      SELECT accounts.name || ': among all mail a message is missing or shown twice (I16): '
        || lower(hex(digest))
      FROM all_mail JOIN accounts ON accounts.id = all_mail.account
        JOIN messages ON messages.account = all_mail.account
      WHERE NOT messages.id BETWEEN next AND until AND messages.volume > 0 AND 1 <> (
        SELECT count(*) FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
        WHERE message = messages.id AND removed IS NULL AND kind = 2 AND removed_ms IS NULL)
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

  private static final String SHARES =
      """
      SELECT 'a right is given by nobody, to nobody, to the owner, or in another''s mailbox (I19): '
        || shares.account || ' ' || shares.mailbox || ' ' || grantee
      FROM shares LEFT JOIN mailboxes ON mailboxes.id = shares.mailbox
      WHERE shares.account NOT IN (SELECT id FROM accounts)
        OR grantee NOT IN (SELECT id FROM accounts)
        OR grantee = shares.account
        OR shares.mailbox <> 0 AND ifnull(mailboxes.account, 0) <> shares.account
        OR shares.mailbox <> 0 AND mailboxes.kind <> 0
      """;

  private static final String NAMES =
      """
      SELECT accounts.name || ': another account was called so, or its mail is filed so (I20)'
      FROM accounts
      WHERE EXISTS (
          SELECT 1 FROM bygone_names
          WHERE bygone_names.name = accounts.name AND account <> accounts.id)
        OR EXISTS (
          SELECT 1 FROM accounts AS others
          WHERE others.filed = accounts.name AND others.id <> accounts.id)
      """;

  private IndexRules() {}

  private record Rule(String number, String what, String violated) {}

  static void check(Database database, Consumer<Finding> findings) throws SQLException {
    for (Rule rule : OF_ENTRIES) {
      database.each(
          ENTRY + "WHERE " + rule.violated,
          row -> findings.accept(finding(row, rule.what + " (" + rule.number + ")")));
    }
    for (String question :
        List.of(
            FIGURES,
            UIDVALIDITY,
            PARENTS,
            INBOXES,
            INTAKE,
            KEPT,
            OTHER_KIND,
            ALL_MAIL,
            SHARES,
            NAMES)) {
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
