package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portineria.store.Actor;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.SpecialUse;
import portineria.store.UidValidity;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Selection;

/**
 * CREATE, DELETE, RENAME and SUBSCRIBE: what mailboxes there are. Every mailbox's parent exists,
 * because it is made along with it and can't be deleted before it.
 */
final class MailboxTree {
  private static final String INSERT =
      """
      INSERT INTO mailboxes (id, account, name, special_use, object_id, uidvalidity, uidnext,
        modseq, messages, unseen, deleted, octets, created_ms, kind)
      VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1, ?6, 0, 0, 0, 0, ?7, ?8)
      """;

  private static final String REMOVE =
      "UPDATE mailboxes SET removed_ms = ?, removed_by = ? WHERE id = ?";

  private static final String DISMISS = "UPDATE mailboxes SET removed_ms = ? WHERE id = ?";

  private static final String RENAME = "UPDATE mailboxes SET name = ? WHERE id = ?";

  private static final String REMEMBER_NAME =
      "INSERT INTO former_names (mailbox, name, until_ms) VALUES (?, ?, ?)";

  private static final String SUBSCRIBE =
      "INSERT INTO subscriptions (account, name) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String UNSUBSCRIBE =
      "DELETE FROM subscriptions WHERE account = ? AND name = ?";

  private final Transaction transaction;
  private final LiveAccount account;

  MailboxTree(Transaction transaction, LiveAccount account) {
    this.transaction = transaction;
    this.account = account;
  }

  /** RFC 9051 §6.3.4. */
  LiveMailbox create(MailboxName name, Optional<SpecialUse> use) throws Refusal, SQLException {
    requireFree(name);
    createParents(name, MailboxKind.ORDINARY);
    return add(name, use, MailboxKind.ORDINARY);
  }

  /** Makes one that the box keeps, whose name is free and for which there is room. */
  LiveMailbox make(MailboxName name, MailboxKind kind) throws Refusal, SQLException {
    createParents(name, kind);
    return add(name, Optional.empty(), kind);
  }

  private void createParents(MailboxName name, MailboxKind kind) throws Refusal, SQLException {
    Optional<MailboxName> parent = name.parent();
    if (parent.isPresent() && !mailboxes().containsKey(parent.get())) {
      createParents(parent.get(), kind);
      add(parent.get(), Optional.empty(), kind);
    }
  }

  /** Whether as many more of this kind are allowed as this name needs, those above it included. */
  boolean hasRoomFor(MailboxName name, MailboxKind kind) {
    long missing =
        Stream.iterate(
                Optional.of(name), Optional::isPresent, above -> above.flatMap(MailboxName::parent))
            .filter(above -> !mailboxes().containsKey(above.orElseThrow()))
            .count();
    long there = mailboxes().values().stream().filter(one -> one.kind() == kind).count();
    return there + missing <= transaction.limits().mailboxes();
  }

  private LiveMailbox add(MailboxName name, Optional<SpecialUse> use, MailboxKind kind)
      throws Refusal, SQLException {
    if (!hasRoomFor(name, kind)) {
      throw new Refusal(
          Refusal.Reason.LIMIT,
          "an account has at most " + transaction.limits().mailboxes() + " mailboxes");
    }
    long id = transaction.next(transaction.catalog().lastMailbox());
    long uidValidity = transaction.next(transaction.catalog().lastUidValidity());
    long modSeq = transaction.next(account.modSeq());
    @Nullable String useName = use.map(SpecialUse::name).orElse(null);
    transaction
        .database()
        .run(
            INSERT,
            id,
            account.id(),
            name.value(),
            useName,
            uidValidity,
            modSeq,
            transaction.now().toEpochMilli(),
            Rows.number(kind));
    LiveMailbox mailbox =
        new LiveMailbox(
            id,
            account,
            kind,
            new UidValidity(uidValidity),
            uidValidity,
            MailboxState.empty(name, use, modSeq),
            1);
    replace(tree -> tree.put(name, mailbox));
    if (!kind.isChangeable() && name.parent().map(this::isSubscribed).orElse(true)) {
      subscribe(name, true);
    }
    return mailbox;
  }

  private boolean isSubscribed(MailboxName name) {
    return account.subscriptions().draft().contains(name);
  }

  /** RFC 9051 §6.3.5. */
  void delete(MailboxName name, Actor actor) throws Refusal, SQLException {
    LiveMailbox mailbox = require(name);
    BoxMailboxes.requireChangeable(mailbox);
    if (name.isInbox()) {
      throw new Refusal(Refusal.Reason.CANNOT, "INBOX can't be deleted");
    }
    if (mailboxes().keySet().stream().anyMatch(other -> other.isUnder(name))) {
      throw new Refusal(Refusal.Reason.IN_USE, "there are mailboxes under " + name);
    }
    ChunkedView view = entries(mailbox);
    long modSeq = transaction.next(account.modSeq());
    Entries.Removal removal = new Entries.Removal(actor, Entries.How.MAILBOX_DELETED, modSeq);
    Entries.remove(transaction, mailbox, view, Selection.all(view), removal);
    MassRemovals.note(transaction, mailbox, actor, view.count());
    long by = Entries.actor(transaction, actor);
    transaction.database().run(REMOVE, transaction.now().toEpochMilli(), by, mailbox.id());
    transaction.update(mailbox, mailbox.state().draft().gone(modSeq), rest -> rest);
    replace(tree -> tree.remove(name));
  }

  /** Takes away a mailbox that the box kept; of its entries another is in charge. */
  void dismiss(LiveMailbox mailbox) throws SQLException {
    MailboxState before = mailbox.state().draft();
    long modSeq = transaction.next(account.modSeq());
    transaction.database().run(DISMISS, transaction.now().toEpochMilli(), mailbox.id());
    transaction.update(mailbox, before.gone(modSeq), view -> view.without(Selection.all(view)));
    replace(tree -> tree.remove(before.name()));
    subscribe(before.name(), false);
  }

  /** RFC 9051 §6.3.6. */
  void rename(MailboxName from, MailboxName to, Actor actor) throws Refusal, SQLException {
    LiveMailbox mailbox = require(from);
    BoxMailboxes.requireChangeable(mailbox);
    requireFree(to);
    if (from.isInbox()) {
      LiveMailbox target = create(to, Optional.empty());
      Copying.moveAll(transaction, mailbox, entries(mailbox), target, actor);
      return;
    }
    if (to.isUnder(from)) {
      throw new Refusal(Refusal.Reason.CANNOT, to + " is under " + from);
    }
    List<LiveMailbox> moved = new ArrayList<>();
    List<MailboxName> names = new ArrayList<>();
    for (Map.Entry<MailboxName, LiveMailbox> one : mailboxes().entrySet()) {
      if (one.getKey().equals(from) || one.getKey().isUnder(from)) {
        moved.add(one.getValue());
        names.add(renamed(one.getKey(), from, to));
      }
    }
    createParents(to, MailboxKind.ORDINARY);
    for (int i = 0; i < moved.size(); i++) {
      rename(moved.get(i), names.get(i));
    }
  }

  private void rename(LiveMailbox mailbox, MailboxName name) throws SQLException {
    MailboxState before = mailbox.state().draft();
    long until = transaction.now().toEpochMilli();
    transaction.database().run(REMEMBER_NAME, mailbox.id(), before.name().value(), until);
    transaction.database().run(RENAME, name.value(), mailbox.id());
    transaction.update(mailbox, before.named(name), view -> view);
    replace(
        tree -> {
          tree.remove(before.name());
          tree.put(name, mailbox);
        });
  }

  private static MailboxName renamed(MailboxName name, MailboxName from, MailboxName to)
      throws Refusal {
    try {
      return new MailboxName(to.value() + name.value().substring(from.value().length()));
    } catch (IllegalArgumentException tooLong) {
      throw new Refusal(Refusal.Reason.CANNOT, String.valueOf(tooLong.getMessage()), tooLong);
    }
  }

  void subscribe(MailboxName name, boolean wanted) throws SQLException {
    transaction.database().run(wanted ? SUBSCRIBE : UNSUBSCRIBE, account.id(), name.value());
    Set<MailboxName> names = new TreeSet<>(account.subscriptions().draft());
    if (wanted) {
      names.add(name);
    } else {
      names.remove(name);
    }
    transaction.set(account.subscriptions(), Set.copyOf(names));
  }

  /** Those of a mailbox, be they in memory or not. */
  ChunkedView entries(LiveMailbox mailbox) throws SQLException {
    Optional<OpenView> open = mailbox.openInTransaction();
    return open.isPresent()
        ? open.get().cell().draft()
        : ViewLoader.load(transaction.database(), mailbox);
  }

  private NavigableMap<MailboxName, LiveMailbox> mailboxes() {
    return account.mailboxes().draft();
  }

  private void replace(Consumer<NavigableMap<MailboxName, LiveMailbox>> edit) {
    NavigableMap<MailboxName, LiveMailbox> tree = new TreeMap<>(mailboxes());
    edit.accept(tree);
    transaction.set(account.mailboxes(), Collections.unmodifiableNavigableMap(tree));
  }

  private LiveMailbox require(MailboxName name) throws Refusal {
    LiveMailbox mailbox = mailboxes().get(name);
    if (mailbox == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no mailbox " + name);
    }
    return mailbox;
  }

  private void requireFree(MailboxName name) throws Refusal, SQLException {
    new BoxMailboxes(transaction, account).requireOrdinary(name);
    if (mailboxes().containsKey(name)) {
      throw new Refusal(Refusal.Reason.ALREADY_EXISTS, "there is a mailbox " + name + " already");
    }
  }
}
