package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.volume.Location;
import portineria.store.volume.Parcel;
import portineria.store.volume.Position;

/**
 * One transaction of the index together with the drafts of what is in memory. Each change in it is
 * a step, which is kept or discarded as a whole. One thread uses it.
 *
 * <p>SQL begins with the first {@link #database}: a step that only looks costs no commit.
 */
final class Transaction {
  private static final String SAVEPOINT = "SAVEPOINT step";
  private static final String RELEASE = "RELEASE step";
  private static final String ROLL_BACK_STEP = "ROLLBACK TO step";

  private static final String UPDATE_MAILBOX =
      """
      UPDATE mailboxes SET uidnext = ?, modseq = ?, messages = ?, unseen = ?,
        deleted = ?, octets = ? WHERE id = ?
      """;

  private static final String UPDATE_COUNTER =
      "UPDATE counters SET value = ? WHERE name = '" + Index.UID_VALIDITY + "'";

  private static final String UPDATE_END =
      "UPDATE volumes_end SET open_volume = ?, end = ?, last_volume = ?";

  private final Database database;
  private final Catalog catalog;
  private final Shipping shipping;
  private final StoreLimits limits;
  private final Instant now;
  private final RandomGenerator random;
  private final Set<Cell<?>> changed = new LinkedHashSet<>();
  private final Set<LiveMailbox> mailboxes = new LinkedHashSet<>();
  private final Set<LiveMailbox> mailboxesOfStep = new LinkedHashSet<>();
  private final List<LiveMailbox> opened = new ArrayList<>();
  private boolean begun;
  private boolean inStep;

  Transaction(Database database, Catalog catalog, Shipping shipping, StoreSettings settings) {
    this.database = database;
    this.catalog = catalog;
    this.shipping = shipping;
    this.limits = settings.limits();
    this.now = settings.clock().instant();
    this.random = settings.random();
  }

  /** Brings messages to the volumes. */
  interface Shipping {
    /** Refuses where the disk has less room than the reserve. */
    void requireSpace() throws Refusal, IOException;

    Location append(Parcel parcel) throws IOException;

    /** The size of a volume's file; none where it is missing. */
    OptionalLong size(int volume) throws IOException;
  }

  /** For SQL within the present step. */
  Database database() throws SQLException {
    if (!begun) {
      begun = true;
      database.run("BEGIN IMMEDIATE");
    }
    if (!inStep) {
      inStep = true;
      database.run(SAVEPOINT);
    }
    return database;
  }

  /**
   * For what SQLite does outside of transactions; only for a change that no other shares the
   * transaction with.
   */
  Database alone() {
    assert !begun : "others are in this transaction";
    return database;
  }

  Catalog catalog() {
    return catalog;
  }

  Shipping shipping() {
    return shipping;
  }

  StoreLimits limits() {
    return limits;
  }

  Instant now() {
    return now;
  }

  /** Octets that nobody can guess. */
  byte[] random(int octets) {
    byte[] chance = new byte[octets];
    random.nextBytes(chance);
    return chance;
  }

  long nowSeconds() {
    return now.getEpochSecond();
  }

  <T> void set(Cell<T> cell, T value) {
    cell.draft(value);
    changed.add(cell);
  }

  /** The next number of a counter. */
  long next(Cell<Long> counter) {
    long next = counter.draft() + 1;
    set(counter, next);
    return next;
  }

  /** Changes a mailbox's figures, and its entries where they are in memory. */
  void update(LiveMailbox mailbox, MailboxState state, UnaryOperator<ChunkedView> entries) {
    set(mailbox.state(), state);
    mailboxesOfStep.add(mailbox);
    Optional<OpenView> open = mailbox.openInTransaction();
    if (open.isPresent()) {
      Cell<ChunkedView> cell = open.get().cell();
      ChunkedView.Heading heading = state.heading(mailbox.uidValidity());
      set(cell, entries.apply(cell.draft()).headed(heading));
    }
  }

  /** From now on the entries of {@code mailbox} are in memory. */
  void opened(LiveMailbox mailbox, OpenView view) {
    mailbox.opening(view);
    opened.add(mailbox);
  }

  /** Ends a step well. */
  void keepStep() throws SQLException {
    if (inStep) {
      inStep = false;
      database.run(RELEASE);
    }
    changed.forEach(Cell::keep);
    mailboxes.addAll(mailboxesOfStep);
    mailboxesOfStep.clear();
  }

  /** Ends a step that was refused: nothing of it remains. */
  void discardStep() throws SQLException {
    changed.forEach(Cell::discard);
    mailboxesOfStep.clear();
    if (inStep) {
      inStep = false;
      database.run(ROLL_BACK_STEP);
      database.run(RELEASE);
    }
  }

  /** Writes down the figures and commits. {@code end} is how far the volumes are on the disk. */
  void commit(Position end) throws SQLException {
    if (!begun) {
      return;
    }
    for (LiveMailbox mailbox : mailboxes) {
      MailboxState state = mailbox.state().draft();
      database.run(
          UPDATE_MAILBOX,
          state.uidNext(),
          state.modSeq(),
          state.messages(),
          state.unseen(),
          state.deleted(),
          state.octets(),
          mailbox.id());
    }
    if (!catalog.lastUidValidity().draft().equals(catalog.lastUidValidity().committed())) {
      database.run(UPDATE_COUNTER, catalog.lastUidValidity().draft());
    }
    if (!end.equals(catalog.volumesEnd().committed())) {
      database.run(UPDATE_END, end.openVolume(), end.end(), end.lastVolume());
      set(catalog.volumesEnd(), end);
      catalog.volumesEnd().keep();
    }
    database.run("COMMIT");
    begun = false;
  }

  /** Shows everybody what was committed. Gives the mailboxes whose listeners must hear of it. */
  Set<LiveMailbox> publish() {
    changed.forEach(Cell::publish);
    opened.forEach(mailbox -> mailbox.endOpening(true));
    return mailboxes;
  }

  /** Takes everything back. */
  void rollBack() throws SQLException {
    changed.forEach(Cell::rollBack);
    opened.forEach(mailbox -> mailbox.endOpening(false));
    if (begun) {
      begun = false;
      database.rollBack();
    }
  }
}
