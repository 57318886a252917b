package portineria.store.sqlite;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import portineria.store.MailboxKind;
import portineria.store.UidValidity;

/**
 * A mailbox in memory: there is one such object for each, as long as the store is open. What
 * changes is in its cell; the rest is for any thread.
 */
final class LiveMailbox {
  private final long id;
  private final LiveAccount account;
  private final MailboxKind kind;
  private final UidValidity uidValidity;
  private final long objectId;
  private final Cell<MailboxState> state;

  /** The first UID that is recent to whoever comes next. */
  private final AtomicLong recentFrom;

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** What all may hold: set by the writer alone (by anybody, where there is no writer). */
  private volatile WeakReference<OpenView> open = new WeakReference<>(null);

  /** What was loaded in the running transaction. Writer only. */
  private Optional<OpenView> opening = Optional.empty();

  LiveMailbox(
      long id,
      LiveAccount account,
      MailboxKind kind,
      UidValidity uidValidity,
      long objectId,
      MailboxState state,
      long recentFrom) {
    this.id = id;
    this.account = account;
    this.kind = kind;
    this.uidValidity = uidValidity;
    this.objectId = objectId;
    this.state = new Cell<>(state);
    this.recentFrom = new AtomicLong(recentFrom);
  }

  long id() {
    return id;
  }

  LiveAccount account() {
    return account;
  }

  MailboxKind kind() {
    return kind;
  }

  UidValidity uidValidity() {
    return uidValidity;
  }

  long objectId() {
    return objectId;
  }

  Cell<MailboxState> state() {
    return state;
  }

  AtomicLong recentFrom() {
    return recentFrom;
  }

  List<Runnable> listeners() {
    return listeners;
  }

  /** The entries, where somebody holds them. */
  Optional<OpenView> open() {
    return Optional.ofNullable(open.get());
  }

  /** The entries that the running transaction must carry along. Writer only. */
  Optional<OpenView> openInTransaction() {
    return opening.isPresent() ? opening : open();
  }

  /** From the commit on all may hold {@code view}. Writer only. */
  void opening(OpenView view) {
    opening = Optional.of(view);
  }

  /** Shows what was loaded, or drops it, because its transaction was rolled back. Writer only. */
  void endOpening(boolean committed) {
    if (committed) {
      opening.ifPresent(this::open);
    }
    opening = Optional.empty();
  }

  void open(OpenView view) {
    open = new WeakReference<>(view);
  }
}
