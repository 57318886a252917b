package portineria.store.sqlite;

import java.util.NavigableMap;
import java.util.Set;
import portineria.store.MailboxName;

/** An account in memory. The maps and sets in its cells are never changed, only replaced. */
final class LiveAccount {
  private final long id;
  private final String name;
  private final Cell<NavigableMap<MailboxName, LiveMailbox>> mailboxes;
  private final Cell<Set<MailboxName>> subscriptions;
  private final Cell<Long> modSeq;
  private final Cell<Boolean> allMail;

  LiveAccount(
      long id,
      String name,
      NavigableMap<MailboxName, LiveMailbox> mailboxes,
      Set<MailboxName> subscriptions,
      long modSeq,
      boolean allMail) {
    this.id = id;
    this.name = name;
    this.mailboxes = new Cell<>(mailboxes);
    this.subscriptions = new Cell<>(subscriptions);
    this.modSeq = new Cell<>(modSeq);
    this.allMail = new Cell<>(allMail);
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  /** Those that were not deleted. */
  Cell<NavigableMap<MailboxName, LiveMailbox>> mailboxes() {
    return mailboxes;
  }

  Cell<Set<MailboxName>> subscriptions() {
    return subscriptions;
  }

  /** Whether all its mail is shown. */
  Cell<Boolean> allMail() {
    return allMail;
  }

  /** The last one given out. */
  Cell<Long> modSeq() {
    return modSeq;
  }
}
