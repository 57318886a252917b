package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Rights;
import portineria.store.Sharing;

/** Whose mailboxes others may use. */
final class SqliteSharing implements Sharing {
  private static final Comparator<Grant> ORDER =
      Comparator.comparing(Grant::owner)
          .thenComparing(grant -> grant.mailbox().map(MailboxName::value).orElse(""))
          .thenComparing(Grant::grantee);

  /** Who has these can remove. */
  private static final Rights REMOVING = Rights.of("lrte");

  private final Engine engine;

  SqliteSharing(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Grant> grants() {
    Map<Long, LiveAccount> accounts = new HashMap<>();
    engine.catalog().accounts().committed().values().forEach(one -> accounts.put(one.id(), one));
    List<Grant> grants = new ArrayList<>();
    engine
        .catalog()
        .shares()
        .committed()
        .rows()
        .forEach((key, rights) -> grant(accounts, key, rights).ifPresent(grants::add));
    grants.sort(ORDER);
    return List.copyOf(grants);
  }

  /** In names; empty of a mailbox that was deleted. */
  private static Optional<Grant> grant(
      Map<Long, LiveAccount> accounts, Shares.Key key, Rights rights) {
    LiveAccount owner = accounts.get(key.account());
    LiveAccount grantee = accounts.get(key.grantee());
    if (owner == null || grantee == null) {
      return Optional.empty();
    }
    if (key.mailbox() == Shares.WHOLE) {
      return Optional.of(new Grant(owner.name(), Optional.empty(), grantee.name(), rights));
    }
    return owner.mailboxes().committed().values().stream()
        .filter(mailbox -> mailbox.id() == key.mailbox())
        .findFirst()
        .map(mailbox -> Optional.of(mailbox.state().committed().name()))
        .map(mailbox -> new Grant(owner.name(), mailbox, grantee.name(), rights));
  }

  @Override
  public Rights rights(String owner, Optional<MailboxName> mailbox, String grantee) {
    if (owner.equals(grantee)) {
      return Rights.ALL;
    }
    Optional<LiveAccount> whose = engine.catalog().account(owner);
    Optional<LiveAccount> who = engine.catalog().account(grantee);
    if (whose.isEmpty() || who.isEmpty()) {
      return Rights.NONE;
    }
    Shares shares = engine.catalog().shares().committed();
    Rights given = shares.of(whose.get(), mailbox, who.get());
    MailboxKind kind = mailbox.map(name -> kind(whose.get(), name)).orElse(MailboxKind.ORDINARY);
    return switch (kind) {
      case ORDINARY -> given;
      case RECOVERABLE ->
          given.hasAll(REMOVING) && !shares.hasExceptions(whose.get(), who.get())
              ? Rights.READ
              : Rights.NONE;
      case ALL_MAIL -> Rights.NONE;
    };
  }

  /** Of the one that has that name, or of the nearest above it. */
  private static MailboxKind kind(LiveAccount owner, MailboxName name) {
    Map<MailboxName, LiveMailbox> there = owner.mailboxes().committed();
    for (Optional<MailboxName> at = Optional.of(name); at.isPresent(); at = at.get().parent()) {
      LiveMailbox mailbox = there.get(at.get());
      if (mailbox != null) {
        return mailbox.kind();
      }
    }
    return MailboxKind.ORDINARY;
  }

  @Override
  public void give(Grant grant) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              give(transaction, grant);
              return grant;
            });
  }

  private static void give(Transaction transaction, Grant grant) throws Refusal, SQLException {
    Shares.Key key = key(transaction, grant.owner(), grant.mailbox(), grant.grantee());
    if (key.account() == key.grantee()) {
      throw new Refusal(
          Refusal.Reason.CANNOT, "an account has all rights in its own mailboxes anyway");
    }
    if (grant.mailbox().isEmpty() && grant.rights().isEmpty()) {
      Shares.remove(transaction, key::covers);
    } else {
      Shares.put(transaction, key, grant.rights());
    }
  }

  @Override
  public void end(String owner, Optional<MailboxName> mailbox, String grantee) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              Shares.remove(transaction, key(transaction, owner, mailbox, grantee)::covers);
              return owner;
            });
  }

  private static Shares.Key key(
      Transaction transaction, String owner, Optional<MailboxName> mailbox, String grantee)
      throws Refusal {
    LiveAccount whose = account(transaction, owner);
    long who = account(transaction, grantee).id();
    if (mailbox.isEmpty()) {
      return new Shares.Key(whose.id(), Shares.WHOLE, who);
    }
    LiveMailbox live = whose.mailboxes().draft().get(mailbox.get());
    if (live == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, owner + " has no mailbox " + mailbox.get());
    }
    BoxMailboxes.requireChangeable(live);
    return new Shares.Key(whose.id(), live.id(), who);
  }

  private static LiveAccount account(Transaction transaction, String name) throws Refusal {
    LiveAccount account = transaction.catalog().accounts().draft().get(name);
    if (account == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + name);
    }
    return account;
  }
}
