package portineria.admin;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Account;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.Rights;
import portineria.store.Sharing;
import portineria.store.Sharing.Grant;

/**
 * Where mailboxes of an account are shared with others. Each act is in the audit chain, and the
 * owner's page shows what is in force.
 */
public record ShareDesk(Box box) {

  /** What is in force. */
  public List<Grant> grants() {
    return box.store().sharing().grants();
  }

  /** Gives rights, instead of those that were given for the same before. */
  public void give(String owner, Optional<MailboxName> mailbox, String grantee, Rights rights)
      throws Failed, Refusal {
    String whose = box.accountName(owner);
    String who = box.login(grantee).account();
    Grant grant = new Grant(whose, mailbox, who, rights);
    changing(whose, who, () -> Sharing.give(box.store(), grant, box.actor()));
  }

  /** Takes whatever somebody has: in all mailboxes, or in one. */
  public void take(String owner, Optional<MailboxName> mailbox, String grantee)
      throws Failed, Refusal {
    String whose = box.accountName(owner);
    String who = box.accountName(grantee);
    requireShared(whose, who);
    changing(whose, who, () -> Sharing.take(box.store(), whose, mailbox, who, box.actor()));
  }

  /** Has the same hold for one mailbox as for those around it. */
  public void likeOthers(String owner, MailboxName mailbox, String grantee) throws Failed, Refusal {
    String whose = box.accountName(owner);
    String who = box.accountName(grantee);
    requireShared(whose, who);
    changing(whose, who, () -> Sharing.likeAbove(box.store(), whose, mailbox, who, box.actor()));
  }

  private void requireShared(String owner, String grantee) throws Failed {
    if (box.store().sharing().to(grantee).stream().noneMatch(one -> one.owner().equals(owner))) {
      throw new Failed(owner + " is not shared with " + grantee + ": see portineria share list");
    }
  }

  private interface Change {
    void run() throws Refusal;
  }

  private void changing(String owner, String grantee, Change change) throws Failed, Refusal {
    Set<MailboxName> before = seen(owner, grantee);
    change.run();
    subscribe(grantee, before, seen(owner, grantee));
  }

  /** The mailboxes of {@code owner} that {@code grantee} sees now, by the names it sees. */
  private Set<MailboxName> seen(String owner, String grantee) throws Failed {
    Sharing sharing = box.store().sharing();
    Set<MailboxName> seen = new HashSet<>();
    for (MailboxInfo info : box.account(owner).mailboxes()) {
      if (sharing.rights(owner, Optional.of(info.name()), grantee).has(Right.LOOKUP)) {
        Sharing.name(owner, info.name()).ifPresent(seen::add);
      }
    }
    return seen;
  }

  /** Programs that show only what an account is subscribed to show what was shared at once. */
  private void subscribe(String name, Set<MailboxName> before, Set<MailboxName> after)
      throws Failed, Refusal {
    Account account = box.account(name);
    for (MailboxName one : after) {
      if (!before.contains(one)) {
        account.subscribe(one, true);
      }
    }
    for (MailboxName one : before) {
      if (!after.contains(one)) {
        account.subscribe(one, false);
      }
    }
  }
}
