package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;

/**
 * Which mailboxes a restoration is about, and as of when.
 *
 * @param second seconds since 1970
 * @param root what the mailbox that is meant was called then; empty where all are
 */
record Moment(long second, Optional<MailboxName> root) {

  /** Of one actor in mailboxes of one account, the last ones first. */
  private static final String REMOVALS =
      """
      SELECT removals.mailbox, begun, removals.ended
      FROM removals JOIN mailboxes ON mailboxes.id = removals.mailbox
      WHERE account = ? AND actor = ? AND begun <= ? ORDER BY removals.ended DESC
      """;

  /** The mailbox of that name that was deleted last, whatever it was called in the end. */
  static PastMailbox deleted(List<PastMailbox> past, MailboxName name) throws Refusal {
    for (PastMailbox mailbox : past) {
      if (mailbox.isThere() && mailbox.last().equals(name)) {
        throw new Refusal(
            Refusal.Reason.CANNOT,
            "the mailbox " + name + " is there: say as of when it is to be as it was");
      }
    }
    Optional<PastMailbox> deleted =
        past.stream()
            .filter(mailbox -> !mailbox.isThere() && mailbox.wasCalled(name))
            .max(Comparator.comparing(mailbox -> mailbox.removed().orElseThrow()));
    Optional<PastMailbox> renamed =
        past.stream().filter(mailbox -> mailbox.isThere() && mailbox.wasCalled(name)).findFirst();
    if (deleted.isEmpty() && renamed.isPresent()) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          "the mailbox "
              + name
              + " was not deleted: it is called "
              + renamed.get().last()
              + " now");
    }
    return deleted.orElseThrow(
        () -> new Refusal(Refusal.Reason.NONEXISTENT, "there never was a mailbox " + name));
  }

  /**
   * When whoever deleted the mailbox began with it: a program may first have expunged all messages,
   * or deleted the mailboxes under it.
   */
  static Moment before(
      Database database, LiveAccount account, List<PastMailbox> past, PastMailbox deleted)
      throws SQLException {
    List<Long> tree =
        past.stream().filter(one -> isIn(one.last(), deleted.last())).map(PastMailbox::id).toList();
    long[] begin = {deleted.removed().orElseThrow()};
    database.each(
        REMOVALS,
        row -> {
          boolean near = row.getLong(3) >= begin[0] - MassRemovals.PAUSE.toSeconds();
          if (near && tree.contains(row.getLong(1))) {
            begin[0] = Math.min(begin[0], row.getLong(2));
          }
        },
        account.id(),
        deleted.remover(),
        begin[0]);
    return new Moment(begin[0], Optional.of(deleted.last()));
  }

  /** Those that are meant, and were there. */
  List<PastMailbox> mailboxes(List<PastMailbox> past) {
    return past.stream()
        .filter(one -> one.wasThereAt(second) && isMeant(one.nameAt(second)))
        .sorted(Comparator.comparing(one -> one.nameAt(second)))
        .toList();
  }

  private boolean isMeant(MailboxName name) {
    return root.isEmpty() || isIn(name, root.get());
  }

  private static boolean isIn(MailboxName name, MailboxName root) {
    return name.equals(root) || name.isUnder(root);
  }
}
