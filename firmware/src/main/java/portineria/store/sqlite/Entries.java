package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.function.IntToLongFunction;
import java.util.function.LongUnaryOperator;
import portineria.store.Actor;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.sqlite.database.Batch;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Columns;
import portineria.store.sqlite.view.Selection;

/**
 * The three things that happen to entries: they arrive, their flags change, they are removed. Each
 * changes the index, the figures of the mailbox and the view alike.
 *
 * <p>Each {@code ?} that a column is compared with has a plus before it: on a table with a partial
 * index, SQLite 3.54 with STAT4 looks at the values of such parameters when it plans, and so plans
 * anew for every row: 15 µs instead of 2.
 */
final class Entries {
  private static final String INSERT =
      """
      INSERT INTO entries
        (mailbox, uid, message, flags, modseq, size, internal_date, save_date,
          origin_mailbox, origin_uid, ordinal)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, 0), nullif(?10, 0),
        1 + (SELECT count(*) FROM entries WHERE message = +?3 AND mailbox = +?1))
      """;

  private static final String FLAG =
      """
      UPDATE entries SET flags = (flags & ?1) | ?2, modseq = ?3
      WHERE mailbox = +?4 AND uid BETWEEN +?5 AND +?6 AND removed IS NULL
        AND (flags & ?1) | ?2 <> flags
      """;

  private static final String REMOVE =
      """
      UPDATE entries SET modseq = ?1, removed = ?2, removed_by = ?3, removed_how = ?4
      WHERE mailbox = +?5 AND uid BETWEEN +?6 AND +?7 AND removed IS NULL
      """;

  private static final String INSERT_ACTOR =
      "INSERT INTO actors (device, door) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String FIND_ACTOR = "SELECT id FROM actors WHERE device = ? AND door = ?";

  private static final long SEEN = FlagTable.EMPTY.mask(Flag.SEEN);
  private static final long DELETED = FlagTable.EMPTY.mask(Flag.DELETED);

  private Entries() {}

  /** What made an entry go; kept beside it as a number. */
  enum How {
    EXPUNGED(1),
    MOVED(2),
    MAILBOX_DELETED(3),
    HAD_BACK(4),
    ERASED(5);

    private final int number;

    How(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }

    static How of(int number) throws SQLException {
      for (How how : values()) {
        if (how.number == number) {
          return how;
        }
      }
      throw new SQLException("nothing is removed in the way " + number);
    }

    /** Whether nothing came for it: then it is shown where it can be had back. */
    boolean isLoss() {
      return switch (this) {
        case EXPUNGED, MAILBOX_DELETED -> true;
        case MOVED, HAD_BACK, ERASED -> false;
      };
    }
  }

  /** A change of flag bits: what is not in {@code keep} goes, what is in {@code set} comes. */
  record Bits(long keep, long set) implements LongUnaryOperator {
    @Override
    public long applyAsLong(long before) {
      return (before & keep) | set;
    }
  }

  /** Refuses where the mailbox has given out nearly all UIDs there are. */
  static void requireUids(MailboxState state, long count) throws Refusal {
    if (state.uidNext() + count > Uid.MAX) {
      throw new Refusal(Refusal.Reason.LIMIT, "this mailbox has no more UIDs");
    }
  }

  /**
   * The entries of one mailbox that new ones show, in the same order.
   *
   * @param mailbox the index's number of it; 0 where the new ones show nothing but themselves
   */
  record Origins(long mailbox, IntToLongFunction uid) {
    static final Origins NONE = new Origins(0, index -> 0);
  }

  /** Adds entries; their UIDs go on from the mailbox's UIDNEXT, and all have one modseq. */
  static void add(Transaction transaction, LiveMailbox mailbox, Columns arrivals)
      throws SQLException {
    add(transaction, mailbox, arrivals, Origins.NONE);
  }

  /** The same, of entries that show others. */
  static void add(Transaction transaction, LiveMailbox mailbox, Columns arrivals, Origins origins)
      throws SQLException {
    if (arrivals.count() == 0) {
      return;
    }
    try (Batch batch = transaction.database().batch(INSERT)) {
      for (int i = 0; i < arrivals.count(); i++) {
        batch.add(
            mailbox.id(),
            arrivals.uid(i),
            arrivals.message(i).value(),
            arrivals.flagBits(i),
            arrivals.modSeq(i),
            arrivals.size(i),
            arrivals.internalDate(i),
            arrivals.saveDate(i),
            origins.mailbox,
            origins.uid.applyAsLong(i));
      }
    }
    int last = arrivals.count() - 1;
    MailboxState before = mailbox.state().draft();
    assert arrivals.uid(0) == before.uidNext() : "UIDs go on where they ended";
    MailboxState after =
        before
            .at(arrivals.uid(last) + 1, arrivals.modSeq(last))
            .plus(
                arrivals.count(),
                arrivals.count() - arrivals.countWith(SEEN),
                arrivals.countWith(DELETED),
                arrivals.octets());
    transaction.update(mailbox, after, view -> view.with(arrivals));
  }

  /** Changes flags. */
  static void flag(
      Transaction transaction, LiveMailbox mailbox, ChunkedView view, Changed changed, long modSeq)
      throws SQLException {
    Selection runs = changed.fewestRuns();
    Batch batch = transaction.database().batch(FLAG);
    try (batch) {
      for (int run = 0; run < runs.runCount(); run++) {
        batch.add(
            changed.bits.keep(),
            changed.bits.set(),
            modSeq,
            mailbox.id(),
            view.uid(runs.from(run)),
            view.uid(runs.to(run) - 1));
      }
    }
    assert batch.changed() == changed.different.count() : "the index differs from the view";
    ChunkedView after = view.flagged(changed.different, changed.bits, modSeq);
    MailboxState before = mailbox.state().draft();
    int seen = after.countWith(Flag.SEEN) - view.countWith(Flag.SEEN);
    int deleted = after.countWith(Flag.DELETED) - view.countWith(Flag.DELETED);
    transaction.update(
        mailbox, before.at(before.uidNext(), modSeq).plus(0, -seen, deleted, 0), was -> after);
  }

  /**
   * What a change of flags is about.
   *
   * @param different those that come out different
   * @param eligible those, and others that already are as they should be
   */
  record Changed(Selection different, Selection eligible, Bits bits) {
    /** So many statements cost less than to look at entries that stay as they are. */
    private static final int RUNS = 1000;

    Selection fewestRuns() {
      return different.runCount() <= RUNS ? different : eligible;
    }
  }

  /** Marks entries removed. A loss is shown where it can be had back. */
  static void remove(
      Transaction transaction,
      LiveMailbox mailbox,
      ChunkedView view,
      Selection gone,
      Removal removal)
      throws Refusal, SQLException {
    long by = actor(transaction, removal.actor);
    Batch batch = transaction.database().batch(REMOVE);
    try (batch) {
      for (int run = 0; run < gone.runCount(); run++) {
        batch.add(
            removal.modSeq,
            transaction.nowSeconds(),
            by,
            removal.how.number,
            mailbox.id(),
            view.uid(gone.from(run)),
            view.uid(gone.to(run) - 1));
      }
    }
    assert batch.changed() == gone.count() : "the index differs from the view";
    ChunkedView after = view.without(gone);
    MailboxState before = mailbox.state().draft();
    int seen = after.countWith(Flag.SEEN) - view.countWith(Flag.SEEN);
    int deleted = after.countWith(Flag.DELETED) - view.countWith(Flag.DELETED);
    int count = after.count() - view.count();
    transaction.update(
        mailbox,
        before
            .at(before.uidNext(), removal.modSeq)
            .plus(count, count - seen, deleted, after.octets() - view.octets()),
        was -> after);
    if (removal.how.isLoss()) {
      Losses.show(transaction, mailbox, view, gone, removal);
    }
  }

  /** Who removes, how and at which modseq. */
  record Removal(Actor actor, How how, long modSeq) {}

  /** The number of an actor. */
  static long actor(Transaction transaction, Actor actor) throws SQLException {
    return actor(transaction.database(), actor);
  }

  static long actor(Database index, Actor actor) throws SQLException {
    index.run(INSERT_ACTOR, actor.device(), actor.door());
    return index.number(FIND_ACTOR, actor.device(), actor.door());
  }
}
