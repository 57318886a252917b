package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import portineria.store.Actor;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Mailbox.Copied;
import portineria.store.MailboxKind;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Columns;
import portineria.store.sqlite.view.Selection;

/** COPY and MOVE: entries with other UIDs for the same messages, RFC 9051 §6.4.7 and §6.4.8. */
final class Copying {
  private Copying() {}

  static Copied copy(
      Transaction transaction, Held from, UidSet among, LiveMailbox target, Actor actor)
      throws Refusal, SQLException {
    Removing.requireLive(from.mailbox());
    Selection chosen = Selection.of(from.view(), among);
    return switch (from.mailbox().kind()) {
      case ORDINARY, ALL_MAIL -> {
        Quotas.requireRoom(target.account(), from.view(), chosen);
        yield copy(transaction, from.view(), chosen, target);
      }
      case RECOVERABLE -> Returning.back(transaction, from, chosen, target, actor);
    };
  }

  static Copied move(
      Transaction transaction, Held from, UidSet among, LiveMailbox target, Actor actor)
      throws Refusal, SQLException {
    if (from.mailbox().kind() == MailboxKind.RECOVERABLE) {
      return copy(transaction, from, among, target, actor);
    }
    Removing.requireChangeable(from.mailbox());
    return move(
        transaction, from.mailbox(), from.view(), Selection.of(from.view(), among), target, actor);
  }

  /** Takes every message of {@code from} to {@code target}: how INBOX is renamed. */
  static void moveAll(
      Transaction transaction, LiveMailbox from, ChunkedView view, LiveMailbox target, Actor actor)
      throws Refusal, SQLException {
    move(transaction, from, view, Selection.all(view), target, actor);
  }

  private static Copied move(
      Transaction transaction,
      LiveMailbox from,
      ChunkedView view,
      Selection chosen,
      LiveMailbox target,
      Actor actor)
      throws Refusal, SQLException {
    Copied copied = copy(transaction, view, chosen, target);
    if (!chosen.isEmpty()) {
      // Within one mailbox the copies stand behind the originals: the selection still fits.
      ChunkedView now =
          from == target ? from.openInTransaction().orElseThrow().cell().draft() : view;
      long modSeq = transaction.next(from.account().modSeq());
      Entries.remove(
          transaction, from, now, chosen, new Entries.Removal(actor, Entries.How.MOVED, modSeq));
    }
    return copied;
  }

  private static Copied copy(
      Transaction transaction, ChunkedView view, Selection chosen, LiveMailbox target)
      throws Refusal, SQLException {
    Removing.requireChangeable(target);
    Entries.requireUids(target.state().draft(), chosen.count());
    LongUnaryOperator bits = translation(transaction, view, chosen, target);
    long uid = target.state().draft().uidNext();
    long modSeq = chosen.isEmpty() ? 0 : transaction.next(target.account().modSeq());
    Columns arrivals = new Columns(chosen.count());
    List<Uid> copies = new ArrayList<>(chosen.count());
    for (int run = 0; run < chosen.runCount(); run++) {
      for (int index = chosen.from(run); index < chosen.to(run); index++) {
        copies.add(new Uid(uid));
        arrivals.add(
            uid++,
            view.message(index).value(),
            bits.applyAsLong(view.flagBits(index)),
            modSeq,
            view.size(index),
            view.internalDate(index),
            transaction.nowSeconds());
      }
    }
    Entries.add(transaction, target, arrivals);
    return new Copied(target.uidValidity(), chosen.uids(view), copies);
  }

  /** From the bits of one mailbox to those of another, which learns the keywords that are used. */
  private static LongUnaryOperator translation(
      Transaction transaction, ChunkedView view, Selection chosen, LiveMailbox target)
      throws Refusal, SQLException {
    long used = 0;
    for (int run = 0; run < chosen.runCount(); run++) {
      for (int index = chosen.from(run); index < chosen.to(run); index++) {
        used |= view.flagBits(index);
      }
    }
    List<Flag> flags = view.flagTable().flags(used);
    FlagTable there = Keywords.with(transaction, target, flags);
    long[] masks = new long[Long.SIZE];
    for (Flag flag : flags) {
      masks[Long.numberOfTrailingZeros(view.flagTable().mask(flag))] = there.mask(flag);
    }
    return bits -> {
      long translated = 0;
      for (long rest = bits; rest != 0; rest &= rest - 1) {
        translated |= masks[Long.numberOfTrailingZeros(rest)];
      }
      return translated;
    };
  }
}
