package portineria.admin.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import portineria.admin.Box;
import portineria.admin.Failed;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.MailboxName;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.SpecialUse;
import portineria.vault.RemovalSeries;
import portineria.webui.Progress;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.VaultBook;
import portineria.webui.Visitor;

/** What was deleted, in the hands of somebody. */
record WebVault(Box box, Visitor visitor) implements VaultBook {
  /** A series that is asked for may have begun before; so long it goes on at the most. */
  private static final Duration SLACK = Duration.ofDays(1);

  @Override
  public List<String> accounts() {
    return WebAppliance.accounts(box, visitor);
  }

  @Override
  public List<Removal> removals(Optional<String> account, Instant since) throws Refused {
    List<Removal> all = new ArrayList<>();
    for (String name : account.isPresent() ? List.of(account.get()) : accounts()) {
      Account mail = mail(name);
      for (RemovalSeries series : series(mail, since)) {
        all.add(shown(name, mail, series));
      }
    }
    all.sort(Comparator.comparing(Removal::begun).reversed());
    return all;
  }

  /** The mail of an account, if it is for who asks. */
  private Account mail(String name) throws Refused {
    return WebAppliance.mail(box, visitor, name);
  }

  private static List<RemovalSeries> series(Account mail, Instant since) {
    Instant from = since.isBefore(Instant.EPOCH.plus(SLACK)) ? since : since.minus(SLACK);
    return RemovalSeries.of(mail.recovery().removals(from)).stream()
        .filter(one -> !one.ended().isBefore(since) && one.messages() + mailboxes(one) > 0)
        .toList();
  }

  private static long mailboxes(RemovalSeries series) {
    return series.removals().stream().filter(portineria.store.Removal::withMailbox).count();
  }

  private static Removal shown(String account, Account mail, RemovalSeries series) {
    return new Removal(
        id(series),
        account,
        way(series.actor()),
        device(series.actor()),
        series.begun(),
        series.removals().stream()
            .map(one -> new Part(one.mailbox().value(), one.messages(), one.withMailbox()))
            .toList(),
        series.left(),
        !missing(mail, series).isEmpty(),
        isMass(series));
  }

  /** By when it began and who it was: that stays, whatever is put back. */
  private static String id(RemovalSeries series) {
    Actor actor = series.actor();
    int who = (actor.device() + '\n' + actor.door()).hashCode();
    return series.begun().getEpochSecond() + "." + Integer.toHexString(who);
  }

  /** The label of a device; of a colleague their account, and what they used. */
  private static String device(Actor actor) {
    return actor
        .visitor()
        .map(
            account -> account + actor.visitorsDevice().map(label -> " (" + label + ")").orElse(""))
        .orElse(actor.device());
  }

  private static Way way(Actor actor) {
    if (actor.visitor().isPresent()) {
      return Way.COLLEAGUE;
    }
    return switch (actor.door()) {
      case "imap" -> Way.IMAP;
      case "pop3" -> Way.POP3;
      case "cli" -> Way.COMMAND;
      case "web" -> Way.PAGES;
      default -> Way.OTHER;
    };
  }

  /** Emptying the Trash and Junk is what these are for. */
  private static boolean isMass(RemovalSeries series) {
    long messages =
        series.removals().stream()
            .filter(one -> !one.accepted() && !isThrownAway(one.use()))
            .mapToLong(one -> one.shown().left())
            .sum();
    return messages >= portineria.store.Removal.MANY;
  }

  private static boolean isThrownAway(Optional<SpecialUse> use) {
    return use.equals(Optional.of(SpecialUse.TRASH)) || use.equals(Optional.of(SpecialUse.JUNK));
  }

  private static RemovalSeries one(Account mail, String id) throws Refused {
    return series(mail, Instant.EPOCH).stream()
        .filter(series -> id(series).equals(id))
        .findFirst()
        .orElseThrow(() -> new Refused(Why.REMOVAL_UNKNOWN));
  }

  /**
   * A mailbox that was deleted comes back as it was; of one that is still there come those messages
   * that were removed then, and not what somebody else has removed since.
   */
  @Override
  public long putBack(String account, String removal, Progress progress) throws Refused {
    Account mail = mail(account);
    RemovalSeries series = one(mail, removal);
    try {
      List<MailboxName> whole = missing(mail, series);
      return new PutBack(box, mail, outside(whole, series), progress).run()
          + mailboxesBack(mail, whole, series);
    } catch (Refusal why) {
      throw Refused.said(why);
    }
  }

  private static long mailboxesBack(Account mail, List<MailboxName> whole, RemovalSeries series)
      throws Refusal {
    long messages = 0;
    for (MailboxName top : whole) {
      messages +=
          mail.recovery()
              .restore(
                  new Recovery.Restoration(
                      Optional.of(top), Optional.of(series.begun()), Optional.empty()))
              .messages();
    }
    return messages;
  }

  /** The mailboxes that were deleted and are not back; those that stand under no other of them. */
  private static List<MailboxName> missing(Account mail, RemovalSeries series) {
    List<MailboxName> missing =
        series.removals().stream()
            .filter(one -> one.withMailbox() && isMissing(mail, one))
            .map(portineria.store.Removal::mailbox)
            .distinct()
            .toList();
    return missing.stream().filter(one -> missing.stream().noneMatch(one::isUnder)).toList();
  }

  private static boolean isMissing(Account mail, portineria.store.Removal removal) {
    return removal.shown().left() > 0 || mail.mailbox(removal.mailbox()).isEmpty();
  }

  /** What was removed from mailboxes that do not come back as a whole. */
  private static RemovalSeries outside(List<MailboxName> whole, RemovalSeries series) {
    return new RemovalSeries(
        series.actor(),
        series.removals().stream()
            .filter(
                one ->
                    whole.stream()
                        .noneMatch(top -> one.mailbox().equals(top) || one.mailbox().isUnder(top)))
            .toList());
  }

  @Override
  public void accept(String account, String removal) throws Refused {
    RemovalSeries series = one(mail(account), removal);
    try {
      box.acceptRemovals(account, series.ended());
    } catch (Failed | Refusal why) {
      throw Refused.said(why);
    }
  }
}
