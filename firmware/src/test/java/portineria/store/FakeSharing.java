package portineria.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was given to whom, in a list. */
final class FakeSharing implements Sharing {
  private final FakeStore store;
  private final List<Given> given = new ArrayList<>();

  FakeSharing(FakeStore store) {
    this.store = store;
  }

  /** One grant; it stays with its mailbox, however that is called. */
  private record Given(
      FakeAccount owner, Optional<FakeMailbox> mailbox, String grantee, Rights rights) {
    boolean isFor(FakeAccount whose, Optional<FakeMailbox> where, String who) {
      return owner == whose && mailbox.equals(where) && grantee.equals(who);
    }

    Grant grant() {
      return new Grant(owner.name(), mailbox.map(FakeMailbox::name), grantee, rights);
    }
  }

  void renamed(String from, String to) {
    given.replaceAll(
        one -> one.grantee.equals(from) ? new Given(one.owner, one.mailbox, to, one.rights) : one);
  }

  @Override
  public List<Grant> grants() {
    synchronized (store.lock) {
      return given.stream()
          .filter(one -> one.mailbox.isEmpty() || !one.mailbox.get().isDeleted())
          .map(Given::grant)
          .sorted(
              Comparator.comparing(Grant::owner)
                  .thenComparing(one -> one.mailbox().map(MailboxName::value).orElse(""))
                  .thenComparing(Grant::grantee))
          .toList();
    }
  }

  @Override
  public Rights rights(String owner, Optional<MailboxName> mailbox, String grantee) {
    synchronized (store.lock) {
      if (owner.equals(grantee)) {
        return Rights.ALL;
      }
      Optional<FakeAccount> whose = store.fake(owner);
      if (whose.isEmpty()) {
        return Rights.NONE;
      }
      Optional<FakeMailbox> nearest = Optional.empty();
      for (Optional<MailboxName> at = mailbox; at.isPresent(); at = at.get().parent()) {
        Optional<FakeMailbox> there = Optional.ofNullable(whose.get().there().get(at.get()));
        nearest = nearest.isPresent() ? nearest : there;
        Optional<Rights> here = there.flatMap(one -> find(whose.get(), Optional.of(one), grantee));
        if (here.isPresent()) {
          return here.get();
        }
      }
      Rights whole = find(whose.get(), Optional.empty(), grantee).orElse(Rights.NONE);
      return switch (nearest.map(FakeMailbox::kind).orElse(MailboxKind.ORDINARY)) {
        case ORDINARY -> whole;
        case RECOVERABLE ->
            whole.hasAll(Rights.of("lrte")) && !isNarrowed(whose.get(), grantee)
                ? Rights.READ
                : Rights.NONE;
        case ALL_MAIL -> Rights.NONE;
      };
    }
  }

  private Optional<Rights> find(FakeAccount owner, Optional<FakeMailbox> where, String grantee) {
    return given.stream()
        .filter(one -> one.isFor(owner, where, grantee))
        .map(Given::rights)
        .findFirst();
  }

  private boolean isNarrowed(FakeAccount owner, String grantee) {
    return given.stream()
        .anyMatch(
            one -> one.owner == owner && one.grantee.equals(grantee) && one.mailbox.isPresent());
  }

  @Override
  public void give(Grant grant) throws Refusal {
    store.change(
        () -> {
          FakeAccount owner = mustExist(grant.owner());
          mustExist(grant.grantee());
          if (grant.owner().equals(grant.grantee())) {
            throw new Refusal(Refusal.Reason.CANNOT, "that is one account");
          }
          Optional<FakeMailbox> where = where(owner, grant.mailbox());
          given.removeIf(one -> one.isFor(owner, where, grant.grantee()));
          if (where.isPresent() || !grant.rights().isEmpty()) {
            return given.add(new Given(owner, where, grant.grantee(), grant.rights()));
          }
          return given.removeIf(one -> one.owner == owner && one.grantee.equals(grant.grantee()));
        });
  }

  @Override
  public void end(String owner, Optional<MailboxName> mailbox, String grantee) throws Refusal {
    store.change(
        () -> {
          FakeAccount whose = mustExist(owner);
          mustExist(grantee);
          Optional<FakeMailbox> where = where(whose, mailbox);
          return given.removeIf(
              one ->
                  one.owner == whose
                      && one.grantee.equals(grantee)
                      && (where.isEmpty() || one.mailbox.equals(where)));
        });
  }

  private static Optional<FakeMailbox> where(FakeAccount owner, Optional<MailboxName> name)
      throws Refusal {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    FakeMailbox there = owner.there().get(name.get());
    if (there == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no mailbox " + name.get());
    }
    there.mustBeChangeable();
    return Optional.of(there);
  }

  private FakeAccount mustExist(String account) throws Refusal {
    return store
        .fake(account)
        .orElseThrow(
            () -> new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + account));
  }

  /** Of an account whose login goes, with the lock. */
  void forget(String account) {
    given.removeIf(one -> one.owner.name().equals(account) || one.grantee.equals(account));
  }

  /** What was given of one that was deleted holds for what comes in its place, with the lock. */
  void inherit(FakeMailbox from, FakeMailbox to) {
    for (Given one : List.copyOf(given)) {
      if (one.mailbox.equals(Optional.of(from))) {
        given.add(new Given(one.owner, Optional.of(to), one.grantee, one.rights));
      }
    }
  }
}
