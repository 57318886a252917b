package portineria.imap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.BoxLanguage;
import portineria.store.Quota;
import portineria.store.Store;

/**
 * Who was told that an account is nearly full, and when: each program once a day, so that people
 * hear of it before mail waits, and not all day long. After a restart they hear it once more.
 *
 * <p>A program shows its user the text of an ALERT (RFC 9051 §7.1), so that speaks the box's
 * language. It is in ASCII, because programs that have not enabled UTF-8 expect no more.
 */
final class QuotaAlerts {
  private static final Duration AGAIN = Duration.ofDays(1);

  private final Store store;

  /** No more than there are devices, and what is over goes; its own lock guards it. */
  private final Map<Program, Instant> told = new HashMap<>();

  QuotaAlerts(Store store) {
    this.store = store;
  }

  /** A program, as far as its login tells it from others. */
  private record Program(String account, String device) {}

  /** What to tell now, if it is time. */
  Optional<String> due(Account account, Actor actor, Instant now) {
    Quota quota = account.quota();
    return quota.isNearlyFull() && isTime(new Program(account.name(), actor.device()), now)
        ? Optional.of(sentence(account.name(), quota))
        : Optional.empty();
  }

  private boolean isTime(Program program, Instant now) {
    synchronized (told) {
      told.values().removeIf(when -> when.isAfter(now) || !when.plus(AGAIN).isAfter(now));
      return told.putIfAbsent(program, now) == null;
    }
  }

  private String sentence(String account, Quota quota) {
    BoxLanguage language = BoxLanguage.of(store.setting(BoxLanguage.SETTING));
    int percent = (int) (quota.share() * 100);
    return switch (language) {
      case ENGLISH ->
          percent < 100
              ? "The mail of "
                  + account
                  + " takes "
                  + percent
                  + " % of the room that it may have. Delete what is not needed, or ask for more:"
                  + " when there is no room left, new mail waits at the provider."
              : "There is no room left for the mail of "
                  + account
                  + ": new mail waits at the provider. Delete what is not needed, or ask for more"
                  + " room.";
      case ITALIAN ->
          percent < 100
              ? "La posta di "
                  + account
                  + " occupa il "
                  + percent
                  + " % dello spazio che ha. Cancellate quello che non serve o chiedete altro"
                  + " spazio: quando lo spazio finisce, la posta nuova aspetta presso il provider."
              : "Non resta spazio per la posta di "
                  + account
                  + ": la posta nuova aspetta presso il provider. Cancellate quello che non serve o"
                  + " chiedete altro spazio.";
    };
  }
}
