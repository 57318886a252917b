package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Columns;
import portineria.store.sqlite.view.Selection;

/**
 * What is removed is shown in the account's recoverable mailboxes by the transaction that removes
 * it, and the act is noted: FORMAT.md, "What was removed".
 */
final class Losses {
  private static final String LAST_ACT =
      """
      SELECT first_uid, last_uid, mailbox, name, actor, how, begun, ended, accepted
      FROM removals WHERE recoverable = ? ORDER BY first_uid DESC LIMIT 1
      """;

  private static final String BEGIN_ACT =
      """
      INSERT INTO removals
        (recoverable, first_uid, last_uid, mailbox, name, actor, how, begun, ended, accepted)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, 0)
      """;

  private static final String GO_ON =
      "UPDATE removals SET last_uid = ?, ended = ? WHERE recoverable = ? AND first_uid = ?";

  private static final long SEEN = FlagTable.EMPTY.mask(Flag.SEEN);

  /** So many are in memory at once. */
  static final int PIECE = 10_000;

  private Losses() {}

  /**
   * A removal.
   *
   * @param mailbox the index's number of where it happened; it may be deleted by now
   * @param name what it was called
   * @param actor the index's number of who did it
   * @param when in seconds since 1970
   */
  record Lost(
      LiveAccount account,
      long mailbox,
      MailboxName name,
      long actor,
      Entries.How how,
      long when) {}

  /** Shows what is being removed. */
  static void show(
      Transaction transaction,
      LiveMailbox mailbox,
      ChunkedView view,
      Selection gone,
      Entries.Removal removal)
      throws Refusal, SQLException {
    Lost lost =
        new Lost(
            mailbox.account(),
            mailbox.id(),
            mailbox.state().draft().name(),
            Entries.actor(transaction, removal.actor()),
            removal.how(),
            transaction.nowSeconds());
    Columns piece = new Columns();
    for (int run = 0; run < gone.runCount(); run++) {
      for (int index = gone.from(run); index < gone.to(run); index++) {
        piece.add(
            view.uid(index),
            view.message(index).value(),
            view.flagBits(index),
            view.modSeq(index),
            view.size(index),
            view.internalDate(index),
            view.saveDate(index));
        boolean last = run == gone.runCount() - 1 && index == gone.to(run) - 1;
        if (last || piece.count() == PIECE) {
          show(transaction, lost, piece, removal.modSeq());
          piece = new Columns();
        }
      }
    }
  }

  /** The same; {@code modSeq} is what the entries that show {@code entries} get. */
  static void show(Transaction transaction, Lost lost, Columns entries, long modSeq)
      throws Refusal, SQLException {
    LiveMailbox shown = new BoxMailboxes(transaction, lost.account).recoverable(lost.name);
    Entries.requireUids(shown.state().draft(), entries.count());
    long first = shown.state().draft().uidNext();
    Columns arrivals = new Columns(entries.count());
    for (int i = 0; i < entries.count(); i++) {
      arrivals.add(
          first + i,
          entries.message(i).value(),
          SEEN,
          modSeq,
          entries.size(i),
          entries.internalDate(i),
          lost.when);
    }
    Entries.add(transaction, shown, arrivals, new Entries.Origins(lost.mailbox, entries::uid));
    note(transaction, lost, shown, entries.count());
  }

  private record Act(
      long firstUid,
      long lastUid,
      long mailbox,
      String name,
      long actor,
      int how,
      long begun,
      long ended,
      boolean accepted) {
    static Act read(ResultSet row) throws SQLException {
      return new Act(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getString(4),
          row.getLong(5),
          row.getInt(6),
          row.getLong(7),
          row.getLong(8),
          row.getBoolean(9));
    }

    /** Whether {@code lost}, shown from {@code uid} on, belongs to it. */
    boolean goesOn(Lost lost, long uid) {
      return lastUid + 1 == uid
          && mailbox == lost.mailbox
          && name.equals(lost.name.value())
          && actor == lost.actor
          && how == lost.how.number()
          && !accepted
          && lost.when >= ended
          && lost.when - ended <= MassRemovals.PAUSE.toSeconds();
    }
  }

  /** Of the {@code count} entries that were added to {@code shown} last. */
  private static void note(Transaction transaction, Lost lost, LiveMailbox shown, int count)
      throws SQLException {
    long last = shown.state().draft().uidNext() - 1;
    long first = last - count + 1;
    Optional<Act> before = transaction.database().row(LAST_ACT, Act::read, shown.id());
    if (before.isPresent() && before.get().goesOn(lost, first)) {
      transaction.database().run(GO_ON, last, lost.when, shown.id(), before.get().firstUid);
    } else {
      transaction
          .database()
          .run(
              BEGIN_ACT,
              shown.id(),
              first,
              last,
              lost.mailbox,
              lost.name.value(),
              lost.actor,
              lost.how.number(),
              lost.when);
    }
  }
}
