package portineria.store.sqlite;

import java.util.NavigableMap;
import java.util.Set;
import portineria.store.MailboxName;
import portineria.store.Quota;

/** An account in memory. The maps and sets in its cells are never changed, only replaced. */
final class LiveAccount {
  private final long id;
  private final String name;
  private final Cell<NavigableMap<MailboxName, LiveMailbox>> mailboxes;
  private final Cell<Set<MailboxName>> subscriptions;
  private final Cell<Long> modSeq;
  private final Cell<Boolean> allMail;
  private final Cell<Quota.Limits> limits;

  LiveAccount(
      long id,
      String name,
      NavigableMap<MailboxName, LiveMailbox> mailboxes,
      Set<MailboxName> subscriptions,
      long modSeq,
      Shape shape) {
    this.id = id;
    this.name = name;
    this.mailboxes = new Cell<>(mailboxes);
    this.subscriptions = new Cell<>(subscriptions);
    this.modSeq = new Cell<>(modSeq);
    this.allMail = new Cell<>(shape.allMail);
    this.limits = new Cell<>(shape.limits);
  }

  /**
   * How it was set.
   *
   * @param allMail whether all its mail is shown
   * @param limits how much it may hold
   */
  record Shape(boolean allMail, Quota.Limits limits) {
    static final Shape FIRST = new Shape(false, Quota.Limits.NONE);
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

  /** How much it may hold. */
  Cell<Quota.Limits> limits() {
    return limits;
  }

  /** The last one given out. */
  Cell<Long> modSeq() {
    return modSeq;
  }
}
