package portineria.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.Quota;
import portineria.store.Source;
import portineria.store.Sources;
import portineria.store.Sources.Why;

/** How full the accounts are that may hold only so much. */
public final class QuotaFindings {
  private QuotaFindings() {}

  /** What there is to say of an account; nothing where it has no limit. */
  static Optional<Finding> of(Account account, Sources sources) {
    return account.quota().limits().isSome()
        ? Optional.of(of(account.name(), account.quota(), isWaitedFor(account.name(), sources)))
        : Optional.empty();
  }

  /** Whether mail waits at a provider until there is room here. */
  private static boolean isWaitedFor(String account, Sources sources) {
    return sources.all().stream()
        .filter(source -> source.account().equals(account) && !source.paused())
        .map(Source::name)
        .anyMatch(name -> sources.status(name).why().equals(Optional.of(Why.FULL)));
  }

  static Finding of(String account, Quota quota, boolean waitedFor) {
    if (!waitedFor && !quota.isNearlyFull()) {
      Words taken = taken(account, quota);
      return Finding.note(new Words(taken.english() + ".", taken.italian() + ".")).about(account);
    }
    Words how =
        waitedFor
            ? new Words(
                "There is no room for new mail of "
                    + account
                    + " ("
                    + use(quota).english()
                    + "), and it waits at the provider",
                "Non c'è spazio per la posta nuova di "
                    + account
                    + " ("
                    + use(quota).italian()
                    + "), e aspetta presso il provider")
            : new Words(
                taken(account, quota).english()
                    + ", and new mail waits at the provider when that is full",
                taken(account, quota).italian()
                    + ", e quando è pieno la posta nuova aspetta presso il provider");
    return Finding.of(
            waitedFor ? Urgency.NOW : Urgency.TODAY,
            Cause.of(Topic.ACCOUNT_FULL, account),
            new Words(
                how.english()
                    + ": raise the limit on the account's page, or have something deleted",
                how.italian()
                    + ": alzare il limite nella pagina dell'utente, oppure far cancellare qualcosa"))
        .about(account)
        .typed("portineria user set " + account + " " + option(quota));
  }

  private static String option(Quota quota) {
    return quota.limits().octets().isPresent() ? "--quota SIZE" : "--quota-messages N";
  }

  private static Words taken(String account, Quota quota) {
    int percent = (int) (quota.share() * 100);
    return new Words(
        "The mail of "
            + account
            + " takes "
            + percent
            + " % of its room ("
            + use(quota).english()
            + ")",
        "La posta di "
            + account
            + " occupa il "
            + percent
            + " % del suo spazio ("
            + use(quota).italian()
            + ")");
  }

  /** What is used of what there may be; without a limit, what is used. */
  public static Words use(Quota quota) {
    List<String> english = new ArrayList<>();
    List<String> italian = new ArrayList<>();
    String octets = Sizes.say(quota.octets());
    String inItalian = Sizes.italian(quota.octets());
    if (quota.limits().octets().isPresent()) {
      long most = quota.limits().octets().getAsLong();
      english.add(octets + " of " + Sizes.say(most));
      italian.add(inItalian + " su " + Sizes.italian(most));
    } else {
      english.add(octets);
      italian.add(inItalian);
    }
    if (quota.limits().messages().isPresent()) {
      long most = quota.limits().messages().getAsLong();
      english.add(String.format(Locale.ROOT, "%,d of %,d messages", quota.messages(), most));
      italian.add(String.format(Locale.ITALY, "%,d messaggi su %,d", quota.messages(), most));
    }
    return new Words(String.join(", ", english), String.join(", ", italian));
  }
}
