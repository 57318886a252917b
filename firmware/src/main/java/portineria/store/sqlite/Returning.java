package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import portineria.store.Actor;
import portineria.store.Mailbox.Copied;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Columns;
import portineria.store.sqlite.view.Selection;

/**
 * COPY and MOVE out of a recoverable mailbox: what was removed is live again, with the flags that
 * it had last, and is not shown there any more. Both do the same, because a program that knows no
 * MOVE says COPY, then marks and expunges what it has copied: that finds nothing to do then, and
 * succeeds.
 */
final class Returning {
  /** What erasure has left without an origin was at least seen. */
  private static final String ORIGINS =
      """
      SELECT ifnull(origin.mailbox, 0), ifnull(origin.flags, shown.flags)
      FROM entries AS shown LEFT JOIN entries AS origin
        ON origin.mailbox = shown.origin_mailbox AND origin.uid = shown.origin_uid
      WHERE shown.mailbox = ? AND shown.uid BETWEEN ? AND ? AND shown.removed IS NULL
      ORDER BY shown.uid
      """;

  private Returning() {}

  static Copied back(
      Transaction transaction, Held from, Selection chosen, LiveMailbox target, Actor actor)
      throws Refusal, SQLException {
    ChunkedView view = from.view();
    Removing.requireChangeable(target);
    Entries.requireUids(target.state().draft(), chosen.count());
    if (chosen.isEmpty()) {
      return new Copied(target.uidValidity(), List.of(), List.of());
    }
    long[] flags = flags(transaction, from.mailbox(), view, chosen, target);
    long modSeq = transaction.next(target.account().modSeq());
    long uid = target.state().draft().uidNext();
    Columns arrivals = new Columns(chosen.count());
    List<Uid> copies = new ArrayList<>(chosen.count());
    for (int run = 0; run < chosen.runCount(); run++) {
      for (int index = chosen.from(run); index < chosen.to(run); index++) {
        arrivals.add(
            uid,
            view.message(index).value(),
            flags[copies.size()],
            modSeq,
            view.size(index),
            view.internalDate(index),
            transaction.nowSeconds());
        copies.add(new Uid(uid++));
      }
    }
    Entries.add(transaction, target, arrivals);
    Copied copied = new Copied(target.uidValidity(), chosen.uids(view), copies);
    Entries.remove(
        transaction,
        from.mailbox(),
        view,
        chosen,
        new Entries.Removal(actor, Entries.How.HAD_BACK, modSeq));
    return copied;
  }

  /** The last ones of each, as bits of the target. */
  private static long[] flags(
      Transaction transaction,
      LiveMailbox from,
      ChunkedView view,
      Selection chosen,
      LiveMailbox target)
      throws SQLException {
    LastFlags last = new LastFlags();
    long[] mailboxes = new long[chosen.count()];
    long[] bits = new long[chosen.count()];
    int[] count = {0};
    for (int run = 0; run < chosen.runCount(); run++) {
      transaction
          .database()
          .each(
              ORIGINS,
              row -> {
                mailboxes[count[0]] = row.getLong(1);
                bits[count[0]] = row.getLong(2);
                last.meet(mailboxes[count[0]], bits[count[0]]);
                count[0]++;
              },
              from.id(),
              view.uid(chosen.from(run)),
              view.uid(chosen.to(run) - 1));
    }
    assert count[0] == chosen.count() : "the index differs from the view";
    last.settle(transaction, target);
    for (int i = 0; i < bits.length; i++) {
      bits[i] = last.bits(mailboxes[i], bits[i]);
    }
    return bits;
  }
}
