package portineria.store;

import java.util.List;
import java.util.Optional;

/**
 * Whose mailboxes others may use, and how. Safe for many threads; to ask costs nothing.
 *
 * <p>What is given holds for a whole account, those of its mailboxes that will be made included, or
 * for one mailbox and those under it. Of several that fit, the nearest counts, and only that. An
 * office that shares an address means all of it, tomorrow's mailboxes too; and what it keeps out
 * stays out, because a mailbox may be given with no rights at all. RFC 4314 leaves to the server
 * how rights come to new mailboxes.
 *
 * <p>Of the mailboxes that the box keeps, those that show what was removed are for who may remove:
 * whoever has the rights to read, mark and expunge in all of the account's mailboxes sees them, so
 * that what went by mistake can be had back. Who is kept out of one mailbox sees none of them.
 */
public interface Sharing {
  /** Above all that others share with an account, in the names that its programs see. */
  MailboxName ROOT = new MailboxName("Shared");

  /**
   * What others call a mailbox of {@code owner}: {@code Shared/info} is its INBOX, {@code
   * Shared/info/Sent} its Sent. Empty where that name would be too long or too deep.
   */
  static Optional<MailboxName> name(String owner, MailboxName mailbox) {
    String root = ROOT.value() + MailboxName.SEPARATOR + owner;
    try {
      return Optional.of(
          new MailboxName(
              mailbox.isInbox() ? root : root + MailboxName.SEPARATOR + mailbox.value()));
    } catch (IllegalArgumentException tooLongOrTooDeep) {
      return Optional.empty();
    }
  }

  /**
   * All that was given, by name of the owner, of the mailbox and of who has it; what holds for a
   * whole account stands before the rest.
   */
  List<Grant> grants();

  /**
   * What {@code grantee} may do in a mailbox of {@code owner}, who has all rights.
   *
   * @param mailbox there need not be one of that name: then it is what a new one would give; empty
   *     for what was given for the whole account
   */
  Rights rights(String owner, Optional<MailboxName> mailbox, String grantee);

  /**
   * Gives rights, in the place of those that were given for the same before. Without any rights it
   * keeps {@code grantee} out of a mailbox, whatever holds above; of a whole account it takes all
   * that {@code grantee} has in it.
   *
   * @throws Refusal with {@code NONEXISTENT} where there is no such account or mailbox, and with
   *     {@code CANNOT} where the two accounts are one, or the box keeps that mailbox itself
   */
  void give(Grant grant) throws Refusal;

  /**
   * Forgets what was given, or kept back, for just this: from then on holds what does above. For a
   * whole account: all that {@code grantee} has in it.
   *
   * @throws Refusal with {@code NONEXISTENT} where there is no such account or mailbox
   */
  void end(String owner, Optional<MailboxName> mailbox, String grantee) throws Refusal;

  /**
   * What one account may do in mailboxes of another.
   *
   * @param mailbox with those under it; empty for all
   */
  record Grant(String owner, Optional<MailboxName> mailbox, String grantee, Rights rights) {}

  /** Gives rights by the hands of {@code actor}, and has it written down in the same step. */
  static void give(Store store, Grant grant, Actor actor) throws Refusal {
    store.recording(act(grant, actor)).sharing().give(grant);
  }

  private static Act act(Grant grant, Actor actor) {
    boolean takes = grant.rights().isEmpty();
    Act act =
        Act.of(takes ? Act.Kind.MAIL_UNSHARED : Act.Kind.MAIL_SHARED, actor)
            .with(Act.Part.ACCOUNT, grant.owner())
            .with(Act.Part.COLLEAGUE, grant.grantee());
    if (grant.mailbox().isPresent()) {
      act = act.with(Act.Part.MAILBOX, grant.mailbox().get().value());
    }
    if (!takes) {
      act = act.with(Act.Part.DETAIL, grant.rights().letters());
    }
    return act;
  }

  /** Takes whatever {@code grantee} has there, be it given there or above, and writes it down. */
  static void take(
      Store store, String owner, Optional<MailboxName> mailbox, String grantee, Actor actor)
      throws Refusal {
    boolean hasAbove =
        mailbox.isPresent()
            && !store.sharing().rights(owner, mailbox.get().parent(), grantee).isEmpty();
    if (hasAbove) {
      give(store, new Grant(owner, mailbox, grantee, Rights.NONE), actor);
    } else {
      store
          .recording(act(new Grant(owner, mailbox, grantee, Rights.NONE), actor))
          .sharing()
          .end(owner, mailbox, grantee);
    }
  }

  /** Has the same hold for a mailbox as for what is above it, and writes it down. */
  static void likeAbove(Store store, String owner, MailboxName mailbox, String grantee, Actor actor)
      throws Refusal {
    Rights above = store.sharing().rights(owner, mailbox.parent(), grantee);
    Grant after = new Grant(owner, Optional.of(mailbox), grantee, above);
    store.recording(act(after, actor)).sharing().end(owner, after.mailbox(), grantee);
  }

  /** What {@code owner} has given to others. */
  default List<Grant> by(String owner) {
    return grants().stream().filter(one -> one.owner().equals(owner)).toList();
  }

  /** What {@code grantee} was given by others. */
  default List<Grant> to(String grantee) {
    return grants().stream().filter(one -> one.grantee().equals(grantee)).toList();
  }
}
