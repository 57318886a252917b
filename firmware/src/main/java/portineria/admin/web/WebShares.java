package portineria.admin.web;

import java.util.List;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.ShareDesk;
import portineria.store.Directory.Login;
import portineria.store.MailboxName;
import portineria.store.Rights;
import portineria.store.Sharing;
import portineria.store.Sharing.Grant;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.ShareBook;

/** Whose mailboxes others use, in the hands of somebody. */
record WebShares(Box box) implements ShareBook {

  @Override
  public List<Share> of(String account) {
    return box.store().sharing().by(account).stream().map(WebShares::share).toList();
  }

  @Override
  public List<Share> with(String account) {
    return box.store().sharing().to(account).stream().map(WebShares::share).toList();
  }

  private static Share share(Grant grant) {
    MailboxName first = grant.mailbox().orElse(MailboxName.INBOX);
    return new Share(
        grant.owner(),
        grant.mailbox().map(MailboxName::value),
        grant.grantee(),
        level(grant.rights()),
        Sharing.name(grant.owner(), first).orElse(first).value());
  }

  private static Level level(Rights rights) {
    if (rights.isEmpty()) {
      return Level.NONE;
    }
    if (rights.equals(Rights.READ)) {
      return Level.READ;
    }
    if (rights.equals(Rights.WRITE)) {
      return Level.WRITE;
    }
    return rights.hasAll(Rights.FULL) ? Level.FULL : Level.OTHER;
  }

  @Override
  public List<String> others(String account) {
    return box.store().directory().logins().stream()
        .map(Login::account)
        .filter(name -> !name.equals(account))
        .toList();
  }

  @Override
  public void give(String account, Optional<String> mailbox, String colleague, Level level)
      throws Refused {
    Rights rights =
        switch (level) {
          case READ -> Rights.READ;
          case WRITE -> Rights.WRITE;
          case FULL -> Rights.FULL;
          case NONE -> Rights.NONE;
          case OTHER -> throw new Refused(Why.FORM);
        };
    if (rights.isEmpty() && mailbox.isEmpty()) {
      throw new Refused(Why.SHARE_NOTHING);
    }
    Optional<MailboxName> where = mailbox(account, colleague, mailbox);
    Change.make(() -> new ShareDesk(box).give(account, where, colleague, rights));
  }

  @Override
  public void take(String account, Optional<String> mailbox, String colleague) throws Refused {
    Optional<MailboxName> where = mailbox(account, colleague, mailbox);
    ShareDesk desk = new ShareDesk(box);
    boolean keptOut =
        of(account).stream()
            .anyMatch(
                one ->
                    one.colleague().equals(colleague)
                        && one.mailbox().equals(mailbox)
                        && one.level() == Level.NONE);
    if (keptOut && where.isPresent()) {
      Change.make(() -> desk.likeOthers(account, where.get(), colleague));
    } else {
      Change.make(() -> desk.take(account, where, colleague));
    }
  }

  private Optional<MailboxName> mailbox(String account, String colleague, Optional<String> name)
      throws Refused {
    for (String one : List.of(account, colleague)) {
      if (!box.store().accountNames().contains(one)) {
        throw new Refused(Why.ACCOUNT_UNKNOWN, one);
      }
    }
    try {
      return name.map(MailboxName::new);
    } catch (IllegalArgumentException notAName) {
      throw new Refused(Why.FORM);
    }
  }
}
