package portineria.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import portineria.store.FakeMailbox.FormerName;
import portineria.store.FakeView.Entry;

/** What was removed from an account in memory; its lock is the store's. */
final class FakeRecovery implements Recovery {
  private static final long PAUSE_SECONDS = 600;

  private final FakeAccount account;
  private final List<Act> acts = new ArrayList<>();

  FakeRecovery(FakeAccount account) {
    this.account = account;
  }

  private record Act(
      FakeMailbox mailbox,
      MailboxName name,
      boolean withMailbox,
      Actor actor,
      FakeMailbox shown,
      UidSet uids,
      long begun,
      long ended,
      boolean accepted) {

    boolean goesOn(Act next) {
      return mailbox == next.mailbox
          && name.equals(next.name)
          && withMailbox == next.withMailbox
          && actor.equals(next.actor)
          && shown == next.shown
          && uids.last(0) + 1 == next.uids.first(0)
          && !accepted
          && next.begun - ended <= PAUSE_SECONDS;
    }

    Act with(Act next) {
      UidSet all = UidSet.range(uids.first(0), next.uids.last(0));
      return new Act(mailbox, name, withMailbox, actor, shown, all, begun, next.ended, false);
    }

    Act inAgreement() {
      return new Act(mailbox, name, withMailbox, actor, shown, uids, begun, ended, true);
    }

    Removal removal() {
      int left = (int) shown.entries().stream().filter(entry -> uids.contains(entry.uid())).count();
      return new Removal(
          name,
          mailbox.info().use(),
          actor,
          withMailbox,
          Instant.ofEpochSecond(begun),
          Instant.ofEpochSecond(ended),
          new Removal.Shown(shown.name(), uids, left),
          accepted);
    }
  }

  /** With the lock. */
  void note(FakeMailbox from, boolean withMailbox, FakeMailbox shown, UidSet uids) {
    long now = account.store.now();
    Act act = new Act(from, from.name(), withMailbox, account.actor, shown, uids, now, now, false);
    for (int i = 0; i < acts.size(); i++) {
      if (acts.get(i).goesOn(act)) {
        acts.set(i, acts.get(i).with(act));
        return;
      }
    }
    acts.add(act);
  }

  @Override
  public List<Removal> removals(Instant since) {
    synchronized (account.store.lock) {
      return acts.stream()
          .filter(act -> act.ended >= since.getEpochSecond())
          .sorted(Comparator.comparing(Act::begun).thenComparing(Act::ended))
          .map(Act::removal)
          .toList();
    }
  }

  @Override
  public long lost(Removal removal) {
    synchronized (account.store.lock) {
      FakeMailbox shown = account.there().get(removal.shown().mailbox());
      return shown.entries().stream()
          .filter(entry -> removal.shown().uids().contains(entry.uid()))
          .filter(
              entry ->
                  own()
                      .flatMap(one -> one.entries().stream())
                      .noneMatch(live -> live.message().equals(entry.message())))
          .count();
    }
  }

  private Stream<FakeMailbox> own() {
    return account.there().values().stream().filter(one -> one.kind().isChangeable());
  }

  @Override
  public void accept(Instant until) throws Refusal {
    account.store.change(
        () -> {
          acts.replaceAll(act -> act.ended <= until.getEpochSecond() ? act.inAgreement() : act);
          return acts;
        });
  }

  @Override
  public Restored restore(Restoration wanted) throws Refusal {
    return account.store.change(
        () -> {
          Moment moment = moment(wanted);
          List<FakeMailbox> then =
              account.ever.stream()
                  .filter(one -> one.kind().isChangeable() && moment.has(one))
                  .toList();
          List<FakeMailbox> meant =
              then.stream()
                  .filter(one -> moment.isMeant(one))
                  .sorted(Comparator.comparing(moment::name))
                  .toList();
          if (meant.isEmpty()) {
            throw new Refusal(Refusal.Reason.NONEXISTENT, "there was nothing of that name then");
          }
          List<Part> parts = new ArrayList<>();
          for (FakeMailbox mailbox : meant) {
            parts.add(restore(mailbox, moment, wanted, then));
          }
          return new Restored(Instant.ofEpochSecond(moment.second), parts);
        });
  }

  /** A moment, and what the mailbox that is meant was called then. */
  private record Moment(long second, Optional<MailboxName> root) {
    boolean has(FakeMailbox mailbox) {
      return mailbox.created <= second && mailbox.deletedAt.orElse(Long.MAX_VALUE) >= second;
    }

    MailboxName name(FakeMailbox mailbox) {
      return mailbox.formerNames.stream()
          .filter(former -> former.until() >= second)
          .map(FormerName::name)
          .findFirst()
          .orElse(mailbox.name());
    }

    boolean isMeant(FakeMailbox mailbox) {
      return root.isEmpty() || isIn(name(mailbox), root.get());
    }
  }

  private static boolean isIn(MailboxName name, MailboxName root) {
    return name.equals(root) || name.isUnder(root);
  }

  private Moment moment(Restoration wanted) throws Refusal {
    if (wanted.asOf().isPresent()) {
      return new Moment(wanted.asOf().get().getEpochSecond(), wanted.mailbox());
    }
    if (wanted.mailbox().isEmpty()
        || own().anyMatch(one -> one.name().equals(wanted.mailbox().get()))) {
      throw new Refusal(Refusal.Reason.CANNOT, "say as of when");
    }
    MailboxName name = wanted.mailbox().get();
    Predicate<FakeMailbox> called =
        one ->
            one.kind().isChangeable()
                && (one.name().equals(name)
                    || one.formerNames.stream().anyMatch(former -> former.name().equals(name)));
    Optional<FakeMailbox> deleted =
        account.ever.stream()
            .filter(one -> one.isDeleted() && called.test(one))
            .max(Comparator.comparing(one -> one.deletedAt.orElseThrow()));
    if (deleted.isEmpty()) {
      boolean renamed = account.ever.stream().anyMatch(called);
      throw new Refusal(
          renamed ? Refusal.Reason.CANNOT : Refusal.Reason.NONEXISTENT, "it was not deleted");
    }
    return new Moment(begin(deleted.get()), Optional.of(deleted.get().name()));
  }

  private long begin(FakeMailbox deleted) {
    long begin = deleted.deletedAt.orElseThrow();
    List<Act> before =
        acts.stream()
            .filter(act -> act.actor.equals(deleted.deletedBy))
            .filter(act -> isIn(act.mailbox.name(), deleted.name()))
            .filter(act -> act.begun <= deleted.deletedAt.orElseThrow())
            .sorted(Comparator.comparing(Act::ended).reversed())
            .toList();
    for (Act act : before) {
      if (act.ended >= begin - PAUSE_SECONDS) {
        begin = Math.min(begin, act.begun);
      }
    }
    return begin;
  }

  private MailboxName place(FakeMailbox mailbox, Moment moment, Restoration wanted) throws Refusal {
    String name = moment.name(mailbox).value();
    if (!moment.isMeant(mailbox)) {
      return new MailboxName(name);
    }
    String under = moment.root().map(root -> name.substring(root.value().length())).orElse(name);
    String top =
        moment.root().isPresent()
            ? wanted.into().or(wanted::mailbox).orElseThrow().value()
            : wanted.into().map(into -> into + "/").orElse("");
    try {
      return new MailboxName(top + under);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Reason.CANNOT, e.getMessage(), e);
    }
  }

  /** One entry that was there, with the flags that it had last. */
  private record Member(Entry entry, List<Flag> flags, long removed) {
    boolean isLive() {
      return removed == Long.MAX_VALUE;
    }
  }

  /** How many copies there were in that second. */
  private static int wanted(List<Member> members, MessageId message, long second) {
    List<Member> same =
        members.stream().filter(member -> member.entry.message().equals(message)).toList();
    long atBegin = same.stream().filter(member -> member.entry.saveDate() < second).count();
    long atEnd = same.stream().filter(member -> member.removed > second).count();
    return same.isEmpty() ? 0 : (int) Math.max(Math.max(atBegin, atEnd), 1);
  }

  private static List<Member> members(FakeMailbox mailbox, long second) {
    Stream<Member> live =
        mailbox.entries().stream()
            .filter(entry -> entry.saveDate() <= second)
            .map(entry -> new Member(entry, mailbox.flags(entry), Long.MAX_VALUE));
    Stream<Member> gone =
        mailbox.gone.stream()
            .filter(one -> one.entry().saveDate() <= second && one.when() >= second)
            .sorted(Comparator.comparing(one -> one.entry().uid()))
            .map(one -> new Member(one.entry(), one.flags(), one.when()));
    return Stream.concat(live, gone).toList();
  }

  private static int count(Stream<Entry> entries, MessageId message) {
    return (int) entries.filter(entry -> entry.message().equals(message)).count();
  }

  private Part restore(
      FakeMailbox mailbox, Moment moment, Restoration wanted, List<FakeMailbox> then)
      throws Refusal {
    boolean inPlace = wanted.into().isEmpty();
    MailboxName place = place(mailbox, moment, wanted);
    Optional<FakeMailbox> known =
        inPlace && !mailbox.isDeleted()
            ? Optional.of(mailbox)
            : Optional.ofNullable(account.there().get(place));
    FakeMailbox target =
        known.isPresent() ? known.get() : account.made(place, mailbox.info().use());
    target.mustBeChangeable();
    if (inPlace && known.isEmpty()) {
      account.store.sharing.inherit(mailbox, target);
    }
    List<Member> members = members(mailbox, moment.second);
    List<Member> missing = new ArrayList<>();
    int there = 0;
    int elsewhere = 0;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      MessageId message = member.entry.message();
      int rank = 1 + count(members.subList(0, i).stream().map(Member::entry), message);
      int inTarget = count(target.entries().stream(), message);
      boolean stays = member.isLive() && target == mailbox;
      if (!stays && rank > wanted(members, message, moment.second)) {
        continue;
      }
      if (stays || rank <= inTarget) {
        there++;
      } else if (inPlace
          && rank <= inTarget + filed(message, target, new Then(moment, wanted, then))) {
        elsewhere++;
      } else {
        missing.add(member);
      }
    }
    missing.sort(Comparator.comparing(member -> member.entry.uid()));
    for (Member member : missing) {
      target.bringBack(member.entry, member.flags);
      for (FakeMailbox shown : List.copyOf(account.there().values())) {
        shown.showing(mailbox, member.entry.uid()).ifPresent(shown::hadBack);
      }
    }
    return new Part(
        moment.name(mailbox), target.name(), known.isEmpty(), missing.size(), there, elsewhere);
  }

  private record Then(Moment moment, Restoration wanted, List<FakeMailbox> mailboxes) {}

  /** Copies that other mailboxes have in excess of what they had then. */
  private int filed(MessageId message, FakeMailbox target, Then then) throws Refusal {
    Optional<MailboxName> trash =
        account.there().values().stream()
            .map(FakeMailbox::info)
            .filter(info -> info.use().equals(Optional.of(SpecialUse.TRASH)))
            .map(MailboxInfo::name)
            .findFirst();
    int filed = 0;
    for (Map.Entry<MailboxName, FakeMailbox> other : account.there().entrySet()) {
      boolean counts =
          other.getValue().kind().isChangeable()
              && other.getValue() != target
              && trash.map(top -> !isIn(other.getKey(), top)).orElse(true);
      if (counts) {
        int more = count(other.getValue().entries().stream(), message);
        for (FakeMailbox past : then.mailboxes) {
          FakeMailbox heir =
              past.isDeleted() ? account.there().get(place(past, then.moment, then.wanted)) : past;
          if (heir == other.getValue()) {
            List<Member> members = members(past, then.moment.second);
            more -= wanted(members, message, then.moment.second);
          }
        }
        filed += Math.max(0, more);
      }
    }
    return filed;
  }
}
