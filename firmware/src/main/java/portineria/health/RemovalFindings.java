package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.store.Account;
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
          findings.add(Finding.need(sentence(account.name(), series, lost)));
        }
      }
    }
    return findings;
  }

  private static boolean isThrownAway(Optional<SpecialUse> use) {
    return use.equals(Optional.of(SpecialUse.TRASH)) || use.equals(Optional.of(SpecialUse.JUNK));
  }

  private static String sentence(String account, RemovalSeries series, long lost) {
    return String.format(
        Locale.ROOT,
        "Account %s: %s removed %,d messages from %s on %s. They come back with: %s;"
            + " if it was meant, say so with: portineria vault removals %s --accept",
        account,
        series.who(),
        lost,
        series.where(),
        Times.minute(series.begun()),
        series.restoring(account, series.begun()),
        account);
  }
}
