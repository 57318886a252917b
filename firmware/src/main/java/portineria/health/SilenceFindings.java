package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import portineria.store.Source;
import portineria.store.Sources.Status;

/**
 * Whether a source that usually has mail has none any more, although it can be fetched: the address
 * was changed, a filter or a forwarding takes the mail, the domain was not paid for.
 *
 * <p>What is usual, the last weeks say: a silence that is half as long again as the longest pause
 * in them, and lasts two days at the least. So weekends and holidays that an office has are no
 * alarm.
 */
final class SilenceFindings {
  /** What counts as usual. */
  static final Duration WEEKS = Duration.ofDays(56);

  /** Of a source that is younger nobody knows what is usual. */
  private static final Duration KNOWN = Duration.ofDays(28);

  private static final Duration SHORTEST = Duration.ofDays(2);

  /** Hours with mail: it is a mailbox that is used. */
  private static final int HOURS_MIN = 20;

  private SilenceFindings() {}

  /**
   * What there is to say.
   *
   * @param hours in which mail came in these {@link #WEEKS}, ascending
   */
  static Optional<Finding> of(Source source, Status status, List<Instant> hours, Instant now) {
    boolean fetched = status.problem().isEmpty() && status.lastSuccess().isPresent();
    if (!fetched || source.paused() || hours.size() < HOURS_MIN) {
      return Optional.empty();
    }
    Instant last = hours.getLast();
    if (Duration.between(hours.getFirst(), last).compareTo(KNOWN) < 0) {
      return Optional.empty();
    }
    Duration usual = Duration.ZERO;
    for (int i = 1; i < hours.size(); i++) {
      Duration pause = Duration.between(hours.get(i - 1), hours.get(i));
      usual = pause.compareTo(usual) > 0 ? pause : usual;
    }
    Duration silent = Duration.between(last, status.lastSuccess().get());
    if (silent.compareTo(usual.multipliedBy(3).dividedBy(2)) < 0
        || silent.compareTo(SHORTEST) < 0
        || last.isAfter(now)) {
      return Optional.empty();
    }
    String day = Times.minute(last);
    return Optional.of(
        Finding.need(
                Cause.of(Topic.SOURCE_SILENT, source.name()),
                new Words(
                    "no new mail since "
                        + day
                        + ", longer than usual: send a message to "
                        + source.user()
                        + " and see whether it comes; if not, look in the provider's web mail for"
                        + " filters and forwarding, and ask there whether the domain is paid for",
                    "nessun messaggio nuovo dal "
                        + day
                        + ", più a lungo del solito: mandare un messaggio a "
                        + source.user()
                        + " e vedere se arriva; se no, cercare filtri e inoltri nella posta via web"
                        + " del provider, e chiedere lì se il dominio è pagato"))
            .about(source.account()));
  }
}
