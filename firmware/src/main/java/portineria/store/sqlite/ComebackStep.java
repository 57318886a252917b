package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Columns;
import portineria.store.sqlite.view.Selection;

/** A step of a {@link Comeback}: some messages, with all copies of each. */
final class ComebackStep {
  /**
   * What the mailbox held of them. {@code rank} counts the copies of one message, those first that
   * are still there: the n-th is missing where there are fewer than n. {@code wanted} is how many
   * there were: what went and what came within that second may be one and the same, removed and
   * brought back. What was erased (5) stays away.
   */
  private static final String MEMBERS =
      """
      SELECT uid, message, flags, size, internal_date, removed IS NULL,
        row_number() OVER (PARTITION BY message ORDER BY removed IS NOT NULL, uid) AS rank,
        max(sum(save_date < ?2) OVER same, sum(ifnull(removed > ?2, 1)) OVER same, 1) AS wanted
      FROM entries INDEXED BY entries_by_message
      WHERE message IN (SELECT value FROM json_each(?3)) AND mailbox = ?1 AND save_date <= ?2
        AND (removed IS NULL OR removed >= ?2 AND removed_how <> 5)
      WINDOW same AS (PARTITION BY message)
      ORDER BY uid
      """;

  private final Transaction transaction;
  private final LiveAccount account;
  private final Actor actor;
  private final Comeback.Task task;
  private final LastFlags flags = new LastFlags();
  private final Columns missing = new Columns();

  /** By recoverable mailbox: what shows the missing ones. */
  private final Map<LiveMailbox, UidSet.Builder> shown = new HashMap<>();

  private int there;
  private int elsewhere;

  /**
   * What came of it.
   *
   * @param target the mailbox that gets what is missing
   * @param made whether that was made for it
   * @param messages how many came back
   */
  record Done(LiveMailbox target, boolean made, int messages, int there, int elsewhere) {}

  ComebackStep(Transaction transaction, LiveAccount account, Actor actor, Comeback.Task task) {
    this.transaction = transaction;
    this.account = account;
    this.actor = actor;
    this.task = task;
  }

  /**
   * Brings back what is missing.
   *
   * @param messages that the mailbox held
   * @param before the target of the steps before; there is none before the first
   * @param held the recoverable mailboxes that may show some of them
   */
  Done run(Whereabouts.Then then, long[] messages, Optional<LiveMailbox> before, List<Held> held)
      throws Refusal, SQLException {
    Optional<LiveMailbox> known = before.isPresent() ? before : known();
    LiveMailbox target = known.isPresent() ? known.get() : make();
    Removing.requireChangeable(target);
    look(messages, then.second(), new Whereabouts(transaction, account, target, then));
    add(target);
    takeAway(held);
    Done done = new Done(target, known.isEmpty(), missing.count(), there, elsewhere);
    record(done);
    return done;
  }

  /** Its own place, whatever that is called now, else where it is wished. */
  private Optional<LiveMailbox> known() {
    if (task.inPlace()) {
      for (LiveMailbox mailbox : account.mailboxes().draft().values()) {
        if (mailbox.id() == task.mailbox()) {
          return Optional.of(mailbox);
        }
      }
    }
    return Optional.ofNullable(account.mailboxes().draft().get(task.target()));
  }

  private LiveMailbox make() throws Refusal, SQLException {
    boolean taken =
        account.mailboxes().draft().values().stream()
            .anyMatch(one -> one.state().draft().use().equals(task.use()));
    MailboxTree tree = new MailboxTree(transaction, account);
    LiveMailbox made = tree.create(task.target(), taken ? Optional.empty() : task.use());
    tree.subscribe(task.target(), true);
    if (task.inPlace()) {
      Shares.inherit(transaction, task.mailbox(), made);
    }
    return made;
  }

  private void look(long[] messages, long second, Whereabouts whereabouts) throws SQLException {
    String all =
        Arrays.stream(messages).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    transaction
        .database()
        .each(MEMBERS, row -> consider(row, whereabouts), task.mailbox(), second, all);
  }

  private void consider(ResultSet row, Whereabouts whereabouts) throws SQLException {
    long uid = row.getLong(1);
    long message = row.getLong(2);
    if (row.getBoolean(6) && whereabouts.target().id() == task.mailbox()) {
      there++;
      return;
    }
    int rank = row.getInt(7);
    if (rank > row.getInt(8)) {
      return;
    }
    Whereabouts.Found found = whereabouts.of(message, task.mailbox(), uid);
    if (rank <= found.inTarget()) {
      there++;
      return;
    }
    if (task.inPlace() && rank <= found.inTarget() + found.filed()) {
      elsewhere++;
      return;
    }
    flags.meet(task.mailbox(), row.getLong(3));
    missing.add(uid, message, row.getLong(3), 0, row.getLong(4), row.getLong(5), 0);
    if (found.shown().isPresent()) {
      shown
          .computeIfAbsent(found.shown().get().in(), first -> new UidSet.Builder())
          .add(found.shown().get().uid());
    }
  }

  private void add(LiveMailbox target) throws Refusal, SQLException {
    if (missing.count() == 0) {
      return;
    }
    flags.settle(transaction, target);
    Entries.requireUids(target.state().draft(), missing.count());
    long uid = target.state().draft().uidNext();
    long modSeq = transaction.next(account.modSeq());
    Columns arrivals = new Columns(missing.count());
    for (int i = 0; i < missing.count(); i++) {
      arrivals.add(
          uid + i,
          missing.message(i).value(),
          flags.bits(task.mailbox(), missing.flagBits(i)),
          modSeq,
          missing.size(i),
          missing.internalDate(i),
          transaction.nowSeconds());
    }
    Entries.add(transaction, target, arrivals);
  }

  /** What is live again is not shown as removed any more. */
  private void takeAway(List<Held> held) throws Refusal, SQLException {
    MailboxTree tree = new MailboxTree(transaction, account);
    for (Map.Entry<LiveMailbox, UidSet.Builder> one : shown.entrySet()) {
      Optional<Held> known =
          held.stream().filter(some -> some.mailbox() == one.getKey()).findFirst();
      ChunkedView view = known.isPresent() ? known.get().view() : tree.entries(one.getKey());
      Selection chosen = Selection.of(view, one.getValue().build());
      long modSeq = transaction.next(account.modSeq());
      Entries.Removal back = new Entries.Removal(actor, Entries.How.HAD_BACK, modSeq);
      Entries.remove(transaction, one.getKey(), view, chosen, back);
    }
  }

  private void record(Done done) throws SQLException {
    if (done.made() || done.messages() > 0) {
      AuditChain.append(
          transaction,
          Act.of(Act.Kind.MAIL_RESTORED, actor)
              .with(Act.Part.ACCOUNT, account.name())
              .with(Act.Part.MAILBOX, done.target().state().draft().name().value())
              .with(Act.Figure.MESSAGES, done.messages()));
    }
  }
}
