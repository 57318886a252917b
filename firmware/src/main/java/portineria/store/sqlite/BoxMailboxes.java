package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.NavigableMap;
import java.util.Optional;
import portineria.store.BoxLanguage;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;

/**
 * The mailboxes that the box keeps for an account: one tree of each kind, made when it is first
 * needed. They are subscribed to, because most programs show nothing else; who unsubscribes from a
 * tree does not see what grows in it later.
 */
final class BoxMailboxes {
  private static final String SETTING = "SELECT value FROM settings WHERE key = ?";

  private final Transaction transaction;
  private final LiveAccount account;

  BoxMailboxes(Transaction transaction, LiveAccount account) {
    this.transaction = transaction;
    this.account = account;
  }

  /** Refuses what would change a mailbox that is not the account's own. */
  static void requireChangeable(LiveMailbox mailbox) throws Refusal {
    MailboxName name = mailbox.state().draft().name();
    switch (mailbox.kind()) {
      case ORDINARY -> {}
      case RECOVERABLE ->
          throw new Refusal(
              Refusal.Reason.CANNOT,
              name + " shows what was removed: copy a message out of it to have it back");
      case ALL_MAIL ->
          throw new Refusal(
              Refusal.Reason.CANNOT,
              name + " shows all mail and can't be changed: a message can be copied out of it");
    }
  }

  /** Refuses a name in a tree that the box has, or will have. */
  void requireOrdinary(MailboxName name) throws Refusal, SQLException {
    if (isKept(name)) {
      throw new Refusal(
          Refusal.Reason.CANNOT,
          "the box keeps the name " + name.top() + " for itself: choose another one");
    }
  }

  /** Whether the name is in a tree that the box has, or will have. */
  boolean isKept(MailboxName name) throws SQLException {
    LiveMailbox there = mailboxes().get(name.top());
    if (there != null) {
      return !there.kind().isChangeable();
    }
    BoxLanguage language = language();
    for (MailboxKind kind : MailboxKind.values()) {
      if (root(kind).isEmpty() && language.root(kind).equals(Optional.of(name.top()))) {
        return true;
      }
    }
    return false;
  }

  /** Where is shown what is removed from the mailbox {@code name}. */
  LiveMailbox recoverable(MailboxName name) throws Refusal, SQLException {
    LiveMailbox root = rooted(MailboxKind.RECOVERABLE);
    Optional<MailboxName> shown = Optional.of(name);
    while (shown.isPresent()) {
      Optional<LiveMailbox> found = under(root, shown.get().value());
      if (found.isPresent()) {
        return found.get();
      }
      shown = shown.get().parent();
    }
    return root;
  }

  /** Above all mail. */
  LiveMailbox allMail() throws Refusal, SQLException {
    return rooted(MailboxKind.ALL_MAIL);
  }

  /** Where all mail of a year is shown. */
  LiveMailbox allMail(int year) throws Refusal, SQLException {
    LiveMailbox root = allMail();
    return under(root, Integer.toString(year)).orElse(root);
  }

  /** That mailbox, which is made if need be; none where the name or their number is too large. */
  private Optional<LiveMailbox> under(LiveMailbox root, String rest) throws Refusal, SQLException {
    Optional<MailboxName> name = fitting(root.state().draft().name() + "/" + rest);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    LiveMailbox known = mailboxes().get(name.get());
    if (known != null) {
      return Optional.of(known);
    }
    return tree().hasRoomFor(name.get(), root.kind())
        ? Optional.of(tree().make(name.get(), root.kind()))
        : Optional.empty();
  }

  private static Optional<MailboxName> fitting(String name) {
    try {
      return Optional.of(new MailboxName(name));
    } catch (IllegalArgumentException tooLongOrTooDeep) {
      return Optional.empty();
    }
  }

  private LiveMailbox rooted(MailboxKind kind) throws Refusal, SQLException {
    Optional<LiveMailbox> root = root(kind);
    return root.isPresent() ? root.get() : tree().make(freeRoot(kind), kind);
  }

  /** In the box's language, with a number behind it where the account has such a mailbox itself. */
  private MailboxName freeRoot(MailboxKind kind) throws SQLException {
    MailboxName wanted = language().root(kind).orElseThrow();
    MailboxName free = wanted;
    for (int number = 2; mailboxes().containsKey(free); number++) {
      free = new MailboxName(wanted + " " + number);
    }
    return free;
  }

  private BoxLanguage language() throws SQLException {
    return BoxLanguage.of(
        transaction.database().row(SETTING, row -> row.getString(1), BoxLanguage.SETTING));
  }

  private Optional<LiveMailbox> root(MailboxKind kind) {
    return mailboxes().values().stream()
        .filter(mailbox -> mailbox.kind() == kind && mailbox.state().draft().name().isTop())
        .findFirst();
  }

  private MailboxTree tree() {
    return new MailboxTree(transaction, account);
  }

  private NavigableMap<MailboxName, LiveMailbox> mailboxes() {
    return account.mailboxes().draft();
  }
}
