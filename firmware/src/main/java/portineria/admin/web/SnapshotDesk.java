package portineria.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.admin.Box;
import portineria.backup.BackupFailed;
import portineria.backup.Snapshots;
import portineria.backup.Watch;
import portineria.store.Account;
import portineria.store.Bygone;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.Sentence;
import portineria.webui.SnapshotBook;
import portineria.webui.SnapshotBook.Back;
import portineria.webui.SnapshotBook.Doing;
import portineria.webui.SnapshotBook.Going;
import portineria.webui.SnapshotBook.Mailbox;
import portineria.webui.SnapshotBook.Opened;
import portineria.webui.SnapshotBook.Shown;
import portineria.webui.SnapshotBook.Snapshot;
import portineria.webui.SnapshotBook.State;

/**
 * The backup that somebody looks into: which one, what was read of it, and what is being done. One
 * thing after the other, each on a thread of its own; whoever asks meanwhile is told to wait. What
 * lies open is closed when nobody has asked for an hour, the next time somebody asks.
 */
final class SnapshotDesk {
  private static final Duration OPEN = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(SnapshotDesk.class);

  private final Box box;
  private final Executor threads;

  /** Under the lock of this, as all that follows. */
  private State state = State.NOTHING;

  private Instant lastAsked = Instant.MIN;
  private Optional<Bygone> index = Optional.empty();
  private Optional<Place> place = Optional.empty();
  private List<Bygone.Kept> kept = List.of();
  private Work work = new Work();

  SnapshotDesk(Box box) {
    this(box, work -> Thread.ofVirtual().name("web-snapshot").start(work));
  }

  /**
   * Over a box.
   *
   * @param threads what goes on is given to them, one thing at a time
   */
  SnapshotDesk(Box box, Executor threads) {
    this.box = box;
    this.threads = threads;
  }

  /** A mailbox of then. */
  record Place(
      String target, Snapshot snapshot, String account, MailboxName mailbox, MailboxKind kind) {
    Instant when() {
      return snapshot.when();
    }

    /** Where its messages belong: what shows the removed ones of a mailbox is none. */
    MailboxName into() {
      if (kind == MailboxKind.ORDINARY) {
        return mailbox;
      }
      return mailbox.isTop()
          ? MailboxName.INBOX
          : new MailboxName(mailbox.value().substring(mailbox.top().value().length() + 1));
    }
  }

  /** Something that goes on; over when nobody wants it any more. */
  private static final class Work implements Watch {
    private volatile boolean over;

    @Override
    public void at(String line) {
      // The desk says it in the words of the pages.
    }

    @Override
    public boolean isOver() {
      return over;
    }
  }

  /** What is done, and gives the state after it. */
  private interface Step {
    State run(Watch watch) throws IOException, Refusal;
  }

  /** What has to be done before, at once. */
  @FunctionalInterface
  interface First {
    void run() throws Refused;
  }

  synchronized State state() {
    Instant now = box.clock().instant();
    if (state.going().isEmpty() && lastAsked.plus(OPEN).isBefore(now)) {
      shut();
    }
    lastAsked = now;
    return state;
  }

  /** The mailbox that lies open. */
  synchronized Optional<Place> place() {
    return place;
  }

  /** A mailbox of the backup that lies open. */
  synchronized Place place(String account, String mailbox) throws Refused {
    Opened opened = state.opened().orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    Mailbox wanted =
        opened.accounts().stream()
            .filter(one -> one.name().equals(account))
            .flatMap(one -> one.mailboxes().stream())
            .filter(one -> one.name().equals(mailbox))
            .findFirst()
            .orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    return new Place(
        state.target().orElseThrow(),
        opened.snapshot(),
        account,
        new MailboxName(mailbox),
        wanted.removed() ? MailboxKind.RECOVERABLE : MailboxKind.ORDINARY);
  }

  synchronized void list(String target) throws Refused {
    requireIdle();
    shut();
    begin(
        new Going(Doing.LISTING, 0, 0),
        watch -> {
          List<Snapshot> snapshots =
              box.backups().snapshots().on(target, watch).stream()
                  .map(one -> new Snapshot(one.id(), one.when(), one.green()))
                  .toList();
          return State.listed(target, snapshots);
        });
  }

  synchronized void open(String id) throws Refused {
    requireIdle();
    String target = state.target().orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    Snapshot snapshot =
        state.snapshots().stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    shutIndex();
    begin(new Going(Doing.OPENING, 0, 0), watch -> opened(target, snapshot, watch));
  }

  private State opened(String target, Snapshot snapshot, Watch watch) throws IOException {
    Snapshots.Progress progress = (done, total) -> at(watch, new Going(Doing.OPENING, done, total));
    Bygone opened =
        box.store().bygone(box.backups().snapshots().index(target, snapshot.id(), progress, watch));
    List<SnapshotBook.Owner> accounts;
    try {
      accounts = accounts(opened);
    } catch (UncheckedIOException unreadable) {
      opened.close();
      throw unreadable;
    }
    synchronized (this) {
      if (watch.isOver()) {
        opened.close();
        return State.NOTHING;
      }
      index = Optional.of(opened);
      return state.with(new Opened(snapshot, accounts));
    }
  }

  private List<SnapshotBook.Owner> accounts(Bygone opened) {
    List<SnapshotBook.Owner> accounts = new ArrayList<>();
    for (String account : opened.accounts()) {
      List<Mailbox> mailboxes =
          opened.mailboxes(account).stream()
              .map(
                  shelf ->
                      new Mailbox(
                          shelf.name().value(),
                          shelf.kind() != MailboxKind.ORDINARY,
                          shelf.messages()))
              .toList();
      if (!mailboxes.isEmpty()) {
        boolean here = box.store().directory().nameNow(account).isPresent();
        accounts.add(new SnapshotBook.Owner(account, here, mailboxes));
      }
    }
    return accounts;
  }

  /** What is written down before is written without the lock: the store may wait for it. */
  void look(Place wanted, Account mail, First record) throws Refused {
    requireIdle();
    record.run();
    look(wanted, mail);
  }

  private synchronized void look(Place wanted, Account mail) throws Refused {
    requireIdle();
    Bygone opened = index.orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    place = Optional.empty();
    kept = List.of();
    begin(
        new Going(Doing.READING, 0, 0),
        watch -> {
          PastMail past = new PastMail(box, wanted, mail, watch);
          past.read(
              opened.messages(wanted.account(), wanted.mailbox(), SnapshotBook.MESSAGES_MAX + 1),
              (done, total) -> at(watch, new Going(Doing.READING, done, total)));
          return looked(wanted, past, watch);
        });
  }

  private synchronized State looked(Place wanted, PastMail past, Watch watch) {
    if (watch.isOver()) {
      return state;
    }
    place = Optional.of(wanted);
    kept = past.kept();
    return with(
        Optional.of(
            new Shown(wanted.account(), wanted.mailbox().value(), past.lines(), past.isCut())),
        Optional.empty());
  }

  private State with(Optional<Shown> shown, Optional<Back> back) {
    return new State(
        Optional.empty(),
        Optional.empty(),
        state.target(),
        state.snapshots(),
        state.opened(),
        shown,
        back);
  }

  void putBack(Account mail, Set<String> wanted, First record) throws Refused {
    requireIdle();
    record.run();
    putBack(mail, wanted);
  }

  private synchronized void putBack(Account mail, Set<String> wanted) throws Refused {
    requireIdle();
    Place from = place.orElseThrow(() -> new Refused(Why.SNAPSHOT_SHUT));
    List<Bygone.Kept> chosen =
        kept.stream().filter(one -> wanted.contains(one.digest().hex())).toList();
    begin(
        new Going(Doing.PUTTING_BACK, 0, chosen.size()),
        watch -> {
          PastPutBack back = new PastPutBack(box, mail, from.into(), watch);
          Back done =
              back.run(
                  from,
                  chosen,
                  (some, total) -> at(watch, new Going(Doing.PUTTING_BACK, some, total)));
          synchronized (this) {
            return with(state.shown(), Optional.of(done));
          }
        });
  }

  private synchronized void requireIdle() throws Refused {
    if (state.going().isPresent()) {
      throw new Refused(Why.SNAPSHOT_BUSY);
    }
  }

  /** Under the lock. */
  private void begin(Going going, Step step) {
    Work begun = new Work();
    work = begun;
    state = state.with(going);
    threads.execute(() -> run(begun, step));
  }

  private synchronized void at(Watch begun, Going going) {
    if (begun == work && !begun.isOver()) {
      state = state.with(going);
    }
  }

  private void run(Work begun, Step step) {
    try {
      ended(begun, step.run(begun));
    } catch (BackupFailed why) {
      failed(begun, Sentence.of(String.valueOf(why.getMessage()), why.italian()));
    } catch (UncheckedIOException unreadable) {
      failed(
          begun,
          Sentence.of(
              "what this backup says of its mail can't be read: take another one",
              "ciò che questa copia dice della sua posta non si legge: prenderne un'altra"));
    } catch (IOException | Refusal why) {
      failed(begun, Sentence.english(String.valueOf(why.getMessage())));
    } catch (RuntimeException bug) {
      log.error("event=snapshot-failed", bug);
      failed(
          begun,
          Sentence.of(
              "it ended by a bug of the program, which is in the log",
              "si è fermato per un errore del programma, che è nel registro"));
    }
  }

  private synchronized void ended(Work begun, State now) {
    if (begun == work && !begun.isOver()) {
      state = now;
    }
  }

  private synchronized void failed(Work begun, Sentence why) {
    log.info("event=snapshot-failed reason=\"{}\"", why.english());
    if (begun == work && !begun.isOver()) {
      // Of a target that could not be asked nothing is listed: it can be asked again.
      boolean listed = !state.snapshots().isEmpty();
      state =
          new State(
              Optional.empty(),
              Optional.of(why),
              listed ? state.target() : Optional.empty(),
              state.snapshots(),
              state.opened(),
              place.isPresent() ? state.shown() : Optional.empty(),
              Optional.empty());
    }
  }

  /** Ends what is going on, and closes what lies open. */
  synchronized void close() {
    work.over = true;
    shut();
  }

  private void shut() {
    shutIndex();
    state = State.NOTHING;
  }

  private void shutIndex() {
    index.ifPresent(Bygone::close);
    index = Optional.empty();
    place = Optional.empty();
    kept = List.of();
  }
}
