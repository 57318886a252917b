package portineria.store.sqlite;

import java.sql.SQLException;
import portineria.store.Actor;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Selection;

/** EXPUNGE and POP3's DELE: entries are marked removed, RFC 9051 §6.4.3. */
final class Removing {
  private static final long DELETED = FlagTable.EMPTY.mask(Flag.DELETED);

  private Removing() {}

  /** Refuses where the mailbox was deleted. */
  static void requireLive(LiveMailbox mailbox) throws Refusal {
    if (mailbox.state().draft().removed()) {
      throw new Refusal(
          Refusal.Reason.NONEXISTENT,
          "the mailbox " + mailbox.state().draft().name() + " was deleted");
    }
  }

  /** Refuses where the mailbox was deleted, or is not the account's own. */
  static void requireChangeable(LiveMailbox mailbox) throws Refusal {
    requireLive(mailbox);
    BoxMailboxes.requireChangeable(mailbox);
  }

  static UidSet expunge(Transaction transaction, Held held, UidSet among, Actor actor)
      throws Refusal, SQLException {
    requireChangeable(held.mailbox());
    ChunkedView view = held.view();
    Selection gone =
        Selection.of(view, among).where(index -> (view.flagBits(index) & DELETED) != 0);
    return remove(transaction, held, gone, actor);
  }

  static UidSet remove(Transaction transaction, Held held, UidSet among, Actor actor)
      throws Refusal, SQLException {
    requireChangeable(held.mailbox());
    return remove(transaction, held, Selection.of(held.view(), among), actor);
  }

  private static UidSet remove(Transaction transaction, Held held, Selection gone, Actor actor)
      throws Refusal, SQLException {
    ChunkedView view = held.view();
    if (!gone.isEmpty()) {
      long modSeq = transaction.next(held.mailbox().account().modSeq());
      Entries.remove(
          transaction,
          held.mailbox(),
          view,
          gone,
          new Entries.Removal(actor, Entries.How.EXPUNGED, modSeq));
      MassRemovals.note(transaction, held.mailbox(), actor, gone.count());
    }
    return gone.uidSet(view);
  }
}
