package portineria.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.AllMail;
import portineria.store.Digest;
import portineria.store.Hidden;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.ModSeq;
import portineria.store.Quota;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.SpecialUse;
import portineria.store.Summaries;
import portineria.store.Uid;
import portineria.store.View;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.volume.Label;

/** The mail of one account in the hands of an actor. */
final class SqliteAccount implements Account {
  private final LiveAccount account;
  private final Engine engine;
  private final Actor actor;

  SqliteAccount(LiveAccount account, Engine engine, Actor actor) {
    this.account = account;
    this.engine = engine;
    this.actor = actor;
  }

  /** A letter and the number that the mailbox got when it was made: RFC 8474 §4.1. */
  static String objectId(LiveMailbox mailbox) {
    return "M" + mailbox.objectId();
  }

  @Override
  public String name() {
    return account.name();
  }

  @Override
  public List<MailboxInfo> mailboxes() {
    return account.mailboxes().committed().values().stream().map(SqliteAccount::info).toList();
  }

  private static MailboxInfo info(LiveMailbox mailbox) {
    MailboxState state = mailbox.state().committed();
    return new MailboxInfo(
        state.name(),
        mailbox.kind(),
        state.use(),
        true,
        mailbox.uidValidity(),
        new Uid(state.uidNext()),
        new ModSeq(state.modSeq()),
        state.messages(),
        state.unseen(),
        state.deleted(),
        state.octets(),
        objectId(mailbox));
  }

  @Override
  public Set<MailboxName> subscriptions() {
    return account.subscriptions().committed();
  }

  @Override
  public Optional<Mailbox> mailbox(MailboxName name) {
    return Optional.ofNullable(account.mailboxes().committed().get(name)).map(this::handle);
  }

  private Mailbox handle(LiveMailbox mailbox) {
    return new SqliteMailbox(mailbox, engine, actor);
  }

  @Override
  public Mailbox create(MailboxName name, Optional<SpecialUse> use) throws Refusal {
    return handle(engine.changes().perform(transaction -> tree(transaction).create(name, use)));
  }

  @Override
  public void delete(MailboxName name) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              tree(transaction).delete(name, actor);
              return name;
            });
  }

  @Override
  public void rename(MailboxName from, MailboxName to) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              tree(transaction).rename(from, to, actor);
              return to;
            });
  }

  @Override
  public void subscribe(MailboxName name, boolean wanted) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              tree(transaction).subscribe(name, wanted);
              return name;
            });
  }

  private MailboxTree tree(Transaction transaction) {
    return new MailboxTree(transaction, account);
  }

  @Override
  public Quota quota() {
    return Quotas.committed(account);
  }

  @Override
  public void limit(Quota.Limits limits) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              Quotas.put(transaction, account, limits);
              return limits;
            });
  }

  @Override
  public Incoming incoming(long octetsExpected) throws Refusal {
    if (octetsExpected > Messages.SIZE_MAX) {
      throw new Refusal(Refusal.Reason.LIMIT, "a message has at most 4 GiB");
    }
    if (engine.spool().isEmpty()) {
      throw new Refusal(Refusal.Reason.READ_ONLY, "the store is open for reading only");
    }
    return Arrival.incoming(engine.spool().get().incoming(octetsExpected));
  }

  @Override
  public Octets octets(MessageId message) {
    try {
      return new StoredOctets(account, message, engine.locations(), engine.volumes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Digest digest(MessageId message) {
    try {
      return engine.locations().digest(account, message);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Set<Digest> erased(Collection<Digest> digests) {
    Set<Digest> wanted = Set.copyOf(digests);
    return engine
        .readers()
        .read(
            database -> {
              Set<Digest> erased = new HashSet<>();
              for (Digest digest : wanted) {
                if (Ledger.has(database, Tag.of(account.filed(), digest))) {
                  erased.add(digest);
                }
              }
              return erased;
            });
  }

  @Override
  public Set<Digest> damaged(Collection<Digest> digests) {
    try {
      return Healing.damaged(engine, account, digests);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public boolean heal(Incoming.Received message) throws Refusal {
    if (damaged(List.of(message.digest())).isEmpty()) {
      return false;
    }
    Arrival arrival = (Arrival) message;
    Optional<Label> label =
        engine.readers().read(index -> Healing.label(index, account.filed(), message.digest()));
    if (label.isEmpty()) {
      return false; // it was erased just now
    }
    arrival.address(label.get());
    List<Long> healed =
        engine
            .changes()
            .perform(
                message.octets().size(),
                transaction -> Healing.heal(transaction, account, arrival.parcel()));
    Healing.healed(engine, healed);
    return !healed.isEmpty();
  }

  @Override
  public Summaries summaries() {
    return engine.summaries();
  }

  @Override
  public AllMail allMail() {
    return new SqliteAllMail(account, engine);
  }

  @Override
  public Recovery recovery() {
    return new SqliteRecovery(account, engine, actor);
  }

  @Override
  public Hidden hidden(String device) {
    return new SqliteHidden(account, device, engine);
  }

  @Override
  public List<String> uniqueIds(View view) {
    ChunkedView chunks = (ChunkedView) view;
    return engine
        .readers()
        .read(
            database -> {
              UniqueIdLoader loader = new UniqueIdLoader(database, view.uidValidity());
              return chunks.<SQLException>uniqueIds(loader::load);
            });
  }
}
