package portineria.store.sqlite;

import java.util.Optional;
import portineria.store.FlagTable;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.SpecialUse;
import portineria.store.Uid;
import portineria.store.UidValidity;
import portineria.store.sqlite.view.ChunkedView;

/**
 * What is known of a mailbox without opening it: a row of the table {@code mailboxes}.
 *
 * @param modSeq of the last change
 * @param removed whether it was deleted
 */
record MailboxState(
    MailboxName name,
    Optional<SpecialUse> use,
    long uidNext,
    long modSeq,
    FlagTable flagTable,
    int messages,
    int unseen,
    int deleted,
    long octets,
    boolean removed) {

  static MailboxState empty(MailboxName name, Optional<SpecialUse> use, long modSeq) {
    return new MailboxState(name, use, 1, modSeq, FlagTable.EMPTY, 0, 0, 0, 0, false);
  }

  ChunkedView.Heading heading(UidValidity uidValidity) {
    return new ChunkedView.Heading(uidValidity, new Uid(uidNext), new ModSeq(modSeq), flagTable);
  }

  MailboxState named(MailboxName newName) {
    return new MailboxState(
        newName, use, uidNext, modSeq, flagTable, messages, unseen, deleted, octets, removed);
  }

  MailboxState withFlagTable(FlagTable table) {
    return new MailboxState(
        name, use, uidNext, modSeq, table, messages, unseen, deleted, octets, removed);
  }

  /** The next entry gets {@code newUidNext}; the last change was at {@code newModSeq}. */
  MailboxState at(long newUidNext, long newModSeq) {
    return new MailboxState(
        name, use, newUidNext, newModSeq, flagTable, messages, unseen, deleted, octets, removed);
  }

  /** With the figures changed by so much. */
  MailboxState plus(int addMessages, int addUnseen, int addDeleted, long addOctets) {
    return new MailboxState(
        name,
        use,
        uidNext,
        modSeq,
        flagTable,
        messages + addMessages,
        unseen + addUnseen,
        deleted + addDeleted,
        octets + addOctets,
        removed);
  }

  /** Empty and deleted. */
  MailboxState gone(long newModSeq) {
    return new MailboxState(name, use, uidNext, newModSeq, flagTable, 0, 0, 0, 0, true);
  }
}
