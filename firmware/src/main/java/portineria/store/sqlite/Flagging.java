package portineria.store.sqlite;

import java.sql.SQLException;
import portineria.store.FlagTable;
import portineria.store.Mailbox.FlagChange;
import portineria.store.Mailbox.Flagged;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Selection;

/** STORE: changes of flags, RFC 9051 §6.4.6 and RFC 7162 §3.1.3. */
final class Flagging {
  private Flagging() {}

  /** Changes flags of those of {@code among} that nobody changed since. */
  static Flagged store(
      Transaction transaction, Held held, UidSet among, FlagChange change, ModSeq unchangedSince)
      throws Refusal, SQLException {
    LiveMailbox mailbox = held.mailbox();
    Removing.requireChangeable(mailbox);
    ChunkedView view = held.view();
    Selection all = Selection.of(view, among);
    Selection conflicted = all.where(index -> view.modSeq(index) > unchangedSince.value());
    Selection eligible =
        conflicted.isEmpty()
            ? all
            : all.where(index -> view.modSeq(index) <= unchangedSince.value());
    Entries.Bits bits = bits(transaction, mailbox, change, all.isEmpty());
    Selection different =
        eligible.where(index -> bits.applyAsLong(view.flagBits(index)) != view.flagBits(index));
    if (!different.isEmpty()) {
      long modSeq = transaction.next(mailbox.account().modSeq());
      Entries.Changed changed = new Entries.Changed(different, eligible, bits);
      Entries.flag(transaction, mailbox, held.view(), changed, modSeq);
    }
    return new Flagged(
        new ModSeq(mailbox.state().draft().modSeq()),
        different.uidSet(view),
        conflicted.uidSet(view));
  }

  /** What is new among the flags is written down, where there is a message to bear it. */
  private static Entries.Bits bits(
      Transaction transaction, LiveMailbox mailbox, FlagChange change, boolean nothing)
      throws Refusal, SQLException {
    FlagTable table =
        nothing || change.kind() == FlagChange.Kind.REMOVE
            ? mailbox.state().draft().flagTable()
            : Keywords.with(transaction, mailbox, change.flags());
    return new Entries.Bits(change.kept(table), change.set(table));
  }
}
