package portineria.store.sqlite;

import java.util.NavigableMap;
import java.util.Set;
import portineria.store.MailboxName;
import portineria.store.Quota;

/** An account in memory. The maps and sets in its cells are never changed, only replaced. */
final class LiveAccount {
  private final long id;
  private final Cell<String> name;
  private final String filed;
  private final Cell<NavigableMap<MailboxName, LiveMailbox>> mailboxes;
  private final Cell<Set<MailboxName>> subscriptions;
  private final Cell<Long> modSeq;
  private final Cell<Boolean> allMail;
  private final Cell<Quota.Limits> limits;

  LiveAccount(
      long id,
      Names names,
      NavigableMap<MailboxName, LiveMailbox> mailboxes,
      Set<MailboxName> subscriptions,
      long modSeq,
      Shape shape) {
    this.id = id;
    this.name = new Cell<>(names.name);
    this.filed = names.filed;
    this.mailboxes = new Cell<>(mailboxes);
    this.subscriptions = new Cell<>(subscriptions);
    this.modSeq = new Cell<>(modSeq);
    this.allMail = new Cell<>(shape.allMail);
    this.limits = new Cell<>(shape.limits);
  }

  /**
   * What it is called.
   *
   * @param name by which it logs in
   * @param filed under which its mail lies in the volumes: the name that it had first
   */
  record Names(String name, String filed) {
    static Names first(String name) {
      return new Names(name, name);
    }
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

  /** By which it logs in, as of the last commit. */
  String name() {
    return name.committed();
  }

  Cell<String> nameCell() {
    return name;
  }

  /** Under which its mail is filed in the volumes, whatever it is called by now. */
  String filed() {
    return filed;
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
