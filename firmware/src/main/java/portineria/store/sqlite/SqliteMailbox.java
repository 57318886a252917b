package portineria.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Listener;
import portineria.store.Mailbox;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.Subscription;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.UidValidity;
import portineria.store.View;

/**
 * A mailbox in the hands of an actor. As long as this object is held, so are the mailbox's entries
 * once somebody asked for them; to deliver into a mailbox they are not needed.
 */
final class SqliteMailbox implements Mailbox {
  /**
   * CROSS JOIN keeps this order: by the digest there is one message, and few entries of a message.
   */
  private static final String COPIES =
      """
      SELECT count(*) FILTER (WHERE removed IS NULL), count(*)
      FROM messages CROSS JOIN entries ON entries.message = messages.id AND entries.mailbox = ?1
      WHERE messages.account = ?2 AND messages.digest = ?3
      """;

  private static final String VANISHED =
      "SELECT uid FROM entries WHERE mailbox = ? AND modseq > ? AND removed IS NOT NULL";

  private final LiveMailbox mailbox;
  private final Engine engine;
  private final Actor actor;
  private volatile Optional<Held> held = Optional.empty();

  SqliteMailbox(LiveMailbox mailbox, Engine engine, Actor actor) {
    this.mailbox = mailbox;
    this.engine = engine;
    this.actor = actor;
  }

  LiveMailbox live() {
    return mailbox;
  }

  @Override
  public MailboxName name() {
    return mailbox.state().committed().name();
  }

  @Override
  public MailboxKind kind() {
    return mailbox.kind();
  }

  @Override
  public UidValidity uidValidity() {
    return mailbox.uidValidity();
  }

  @Override
  public String objectId() {
    return SqliteAccount.objectId(mailbox);
  }

  @Override
  public View view() {
    return hold().open().cell().committed();
  }

  @Override
  public boolean isDeleted() {
    return mailbox.state().committed().removed();
  }

  @Override
  public List<Copies> copies(List<Digest> digests) {
    List<Digest> wanted = List.copyOf(digests);
    return engine
        .readers()
        .read(
            database -> {
              List<Copies> copies = new ArrayList<>(wanted.size());
              for (Digest digest : wanted) {
                copies.add(
                    database
                        .row(
                            COPIES,
                            row -> new Copies(row.getInt(1), row.getInt(2)),
                            mailbox.id(),
                            mailbox.account().id(),
                            digest.octets())
                        .orElseThrow());
              }
              return copies;
            });
  }

  @Override
  public List<Uid> append(List<Delivery> deliveries) throws Refusal {
    for (Delivery delivery : deliveries) {
      Deliveries.address(delivery, mailbox, Deliveries.Origin.HERE, engine.clock().instant());
    }
    Deliveries.Delivered delivered =
        engine
            .changes()
            .perform(
                Deliveries.octets(deliveries),
                transaction -> Deliveries.deliver(transaction, mailbox, deliveries));
    Healing.healed(engine, delivered.healed());
    deliveries.forEach(delivery -> Deliveries.arrival(delivery).placed());
    return delivered.uids();
  }

  @Override
  public Flagged store(UidSet among, FlagChange change, ModSeq unchangedSince) throws Refusal {
    Held here = hold();
    return engine
        .changes()
        .perform(transaction -> Flagging.store(transaction, here, among, change, unchangedSince));
  }

  @Override
  public Copied copy(UidSet among, Mailbox target) throws Refusal {
    Held here = hold();
    LiveMailbox there = ((SqliteMailbox) target).mailbox;
    return engine
        .changes()
        .perform(transaction -> Copying.copy(transaction, here, among, there, actor));
  }

  @Override
  public Copied move(UidSet among, Mailbox target) throws Refusal {
    Held here = hold();
    LiveMailbox there = ((SqliteMailbox) target).mailbox;
    return engine
        .changes()
        .perform(transaction -> Copying.move(transaction, here, among, there, actor));
  }

  /** What came and went after the copy with which the index began anew is known to nobody. */
  @Override
  public UidSet vanishedSince(ModSeq since) {
    View now = view();
    return NextLife.isBefore(since.value(), now.highestModSeq().value())
        ? UidSet.upTo(now).without(now)
        : engine
            .readers()
            .read(
                database -> {
                  UidSet.Builder uids = new UidSet.Builder();
                  database
                      .rows(VANISHED, row -> row.getLong(1), mailbox.id(), since.value())
                      .forEach(uids::add);
                  return uids.build();
                });
  }

  @Override
  public UidSet expunge(UidSet among) throws Refusal {
    Held here = hold();
    return engine
        .changes()
        .perform(transaction -> Removing.expunge(transaction, here, among, actor));
  }

  @Override
  public UidSet remove(UidSet among) throws Refusal {
    Held here = hold();
    return engine
        .changes()
        .perform(transaction -> Removing.remove(transaction, here, among, actor));
  }

  private Held hold() {
    Optional<Held> known = held;
    if (known.isPresent()) {
      return known.get();
    }
    Held loaded = engine.views().hold(mailbox);
    held = Optional.of(loaded);
    return loaded;
  }

  @Override
  public Uid claimRecent() {
    long next = mailbox.state().committed().uidNext();
    return new Uid(mailbox.recentFrom().getAndAccumulate(next, Math::max));
  }

  @Override
  public Uid peekRecent() {
    return new Uid(mailbox.recentFrom().get());
  }

  @Override
  public Subscription subscribe(Listener listener) {
    hold(); // whoever listens will look
    Runnable knock = new Knock(listener, this);
    mailbox.listeners().add(knock);
    return () -> mailbox.listeners().remove(knock);
  }

  /**
   * One subscription; equal to itself alone, so that who subscribes twice can end one of the two.
   */
  private static final class Knock implements Runnable {
    private final Listener listener;
    private final Mailbox mailbox;

    Knock(Listener listener, Mailbox mailbox) {
      this.listener = listener;
      this.mailbox = mailbox;
    }

    @Override
    public void run() {
      listener.changed(mailbox);
    }
  }
}
