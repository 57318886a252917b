package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;
import portineria.store.sqlite.database.Database;

/**
 * One of the account's own mailboxes with its past: when it was there, and what it was called.
 * Moments are whole seconds since 1970; what happened within one had both sides of it.
 *
 * @param last its present name, or the last that it had
 * @param removed when it was deleted, if it was
 * @param remover the index's number of who did that, else 0
 * @param former earlier names, the first one first
 */
record PastMailbox(
    long id,
    MailboxName last,
    Optional<SpecialUse> use,
    long created,
    Optional<Long> removed,
    long remover,
    List<Former> former) {

  private static final String MAILBOXES =
      """
      SELECT id, name, special_use, created_ms / 1000, removed_ms / 1000, ifnull(removed_by, 0)
      FROM mailboxes WHERE account = ? AND kind = 0 ORDER BY name, id
      """;

  private static final String FORMER_NAMES =
      """
      SELECT mailbox, former_names.name, until_ms / 1000
      FROM former_names JOIN mailboxes ON mailboxes.id = former_names.mailbox
      WHERE account = ? ORDER BY former_names.id
      """;

  /** What a mailbox was called, and until when. */
  record Former(MailboxName name, long until) {}

  /** All that the account ever had. */
  static List<PastMailbox> all(Database database, LiveAccount account) throws SQLException {
    Map<Long, List<Former>> former = new HashMap<>();
    database.each(
        FORMER_NAMES,
        row ->
            former
                .computeIfAbsent(row.getLong(1), mailbox -> new ArrayList<>())
                .add(new Former(new MailboxName(row.getString(2)), row.getLong(3))),
        account.id());
    return database.rows(
        MAILBOXES, row -> read(row, former.getOrDefault(row.getLong(1), List.of())), account.id());
  }

  private static PastMailbox read(ResultSet row, List<Former> former) throws SQLException {
    long removed = row.getLong(5);
    Optional<Long> gone = row.wasNull() ? Optional.empty() : Optional.of(removed);
    return new PastMailbox(
        row.getLong(1),
        new MailboxName(row.getString(2)),
        Optional.ofNullable(row.getString(3)).map(SpecialUse::valueOf),
        row.getLong(4),
        gone,
        row.getLong(6),
        former);
  }

  boolean isThere() {
    return removed.isEmpty();
  }

  boolean wasThereAt(long moment) {
    return created <= moment && removed.orElse(Long.MAX_VALUE) >= moment;
  }

  MailboxName nameAt(long moment) {
    return former.stream()
        .filter(one -> one.until >= moment)
        .map(Former::name)
        .findFirst()
        .orElse(last);
  }

  /** Whether it has, or had last, or ever had that name. */
  boolean wasCalled(MailboxName name) {
    return last.equals(name) || former.stream().anyMatch(one -> one.name.equals(name));
  }
}
