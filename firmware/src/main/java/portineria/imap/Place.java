package portineria.imap;

import java.util.Optional;
import portineria.imap.wire.No;
import portineria.store.Account;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Right;
import portineria.store.Rights;
import portineria.store.Sharing;

/**
 * Where a name leads for one session: into an account, to a name in there, and what may be done.
 * Rights are asked for anew each time, because they can be taken away meanwhile.
 */
public final class Place {
  private final Account account;
  private final MailboxName name;
  private final Sharing sharing;
  private final String visitor;

  /**
   * A place.
   *
   * @param account in the hands of who visits it
   * @param name within the account
   * @param visitor the account that has logged in
   */
  Place(Account account, MailboxName name, Sharing sharing, String visitor) {
    this.account = account;
    this.name = name;
    this.sharing = sharing;
    this.visitor = visitor;
  }

  /** The account that the mailbox belongs to. */
  public Account account() {
    return account;
  }

  /** The mailbox's name within {@link #account}. */
  public MailboxName name() {
    return name;
  }

  /** Whether it is the session's own account. */
  public boolean isOwn() {
    return account.name().equals(visitor);
  }

  public Rights rights() {
    return rights(name);
  }

  /** Those at another place of the same account. */
  public Rights rights(MailboxName other) {
    return isOwn() ? Rights.ALL : sharing.rights(account.name(), Optional.of(other), visitor);
  }

  /** Those in the nearest mailbox above; above the first level, in the whole account. */
  public Rights rightsAbove() {
    return isOwn() ? Rights.ALL : sharing.rights(account.name(), name.parent(), visitor);
  }

  /** The mailbox, if there is one. What may not be looked up does not exist: RFC 4314 §6. */
  public Optional<Mailbox> mailbox() {
    return rights().has(Right.LOOKUP) ? account.mailbox(name) : Optional.empty();
  }

  /** Refuses where not all of these are had. */
  public void require(Right... needed) throws No {
    mustHave(rights(), needed);
  }

  /** Refuses where not all of these are had at another place of the same account. */
  public void require(MailboxName other, Right... needed) throws No {
    mustHave(rights(other), needed);
  }

  /**
   * Refuses where this is not had above: RFC 4314 §4, CREATE and RENAME. Under what may not be
   * looked up nothing can be made either.
   */
  public void requireAbove(Right needed) throws No {
    Rights above = rightsAbove();
    mustHave(above.has(Right.LOOKUP) ? above : Rights.NONE, needed);
  }

  static void mustHave(Rights rights, Right... needed) throws No {
    for (Right right : needed) {
      if (!rights.has(right)) {
        throw new No(
            "NOPERM", "You may not do that here: the right " + right.letter() + " is missing");
      }
    }
  }
}
