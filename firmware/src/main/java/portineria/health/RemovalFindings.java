package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Recovery;
import portineria.store.Removal;
import portineria.store.SpecialUse;
import portineria.vault.RemovalSeries;

/** Whether somebody has removed more from an account than people do in passing. */
final class RemovalFindings {
  /** Who comes back from two weeks of holidays still hears of it. */
  private static final Duration TOLD = Duration.ofDays(16);

  private RemovalFindings() {}

  /**
   * Of one account. It needs a person where at least {@link Removal#MANY} messages went that are in
   * no mailbox any more, until they are brought back or somebody accepts it. Emptying the Trash and
   * Junk is what these are for; a mailbox that was thrown away into the Trash does count.
   */
  static List<Finding> of(Account account, Instant now) {
    Recovery recovery = account.recovery();
    List<Removal> losses =
        recovery.removals(now.minus(TOLD)).stream()
            .filter(removal -> !removal.accepted() && !isThrownAway(removal.use()))
            .toList();
    List<Finding> findings = new ArrayList<>();
    for (RemovalSeries series : RemovalSeries.of(losses)) {
      if (series.left() >= Removal.MANY) {
        long lost = series.removals().stream().mapToLong(recovery::lost).sum();
        if (lost >= Removal.MANY) {
          findings.add(
              Finding.need(
                      new Cause(
                          Topic.REMOVAL,
                          account.name(),
                          Long.toString(series.begun().getEpochSecond())),
                      words(account.name(), series, lost))
                  .about(account.name())
                  .typed(
                      series.restoring(account.name(), series.begun())
                          + "; if it was meant: portineria vault removals "
                          + account.name()
                          + " --accept"));
        }
      }
    }
    return findings;
  }

  private static boolean isThrownAway(Optional<SpecialUse> use) {
    return use.equals(Optional.of(SpecialUse.TRASH)) || use.equals(Optional.of(SpecialUse.JUNK));
  }

  private static Words words(String account, RemovalSeries series, long lost) {
    return new Words(
        String.format(
            Locale.ROOT,
            "Account %s: %s removed %,d messages from %s on %s. None is lost: each can be copied"
                + " back in a mail program, from the mailboxes of what was removed. Ask who did it"
                + " whether it was meant",
            account,
            series.who(),
            lost,
            series.where(),
            Times.minute(series.begun())),
        String.format(
            Locale.ROOT,
            "Utente %s: il %s sono spariti %,d messaggi da %s%s, tolti da %s. Nessuno è perso: si"
                + " ricopiano in un programma di posta dalle cartelle di ciò che è stato tolto."
                + " Chiedere a chi l'ha fatto se era voluto",
            account,
            Times.minute(series.begun()),
            lost,
            series.mailboxes().getFirst(),
            series.mailboxes().size() == 1 ? "" : " e altre cartelle",
            italian(series.actor())));
  }

  private static String italian(Actor actor) {
    if (actor.visitor().isPresent()) {
      return "l'utente "
          + actor.visitor().get()
          + actor.visitorsDevice().map(label -> " con il dispositivo '" + label + "'").orElse("");
    }
    return switch (actor.door()) {
      case "cli" -> "qualcuno con un comando";
      case "imap", "pop3" ->
          actor.device().isEmpty()
              ? "un programma con la password dell'utente"
              : "il dispositivo '" + actor.device() + "'";
      default -> actor.door();
    };
  }
}
