package portineria.fetch;

import java.time.Duration;
import java.time.Instant;
import portineria.store.Intake.Seen;
import portineria.store.Source.Keep;

/**
 * Which messages may be deleted upstream, of those that are durable here.
 *
 * @param clockTrusted while it is not, nothing is deleted by age
 */
record Deletions(Keep keep, Instant now, boolean clockTrusted, BackedUp backedUp) {

  /** Whether {@code seen}, which is durable, is not needed upstream any more. */
  boolean due(Seen seen) {
    return switch (keep) {
      case Keep.Forever forever -> false;
      case Keep.Days(int days) -> isOld(seen, days);
      case Keep.Backup(int days) ->
          backedUp.readBack(seen.digest()) && (days == 0 || isOld(seen, days));
      case Keep.None none -> true;
    };
  }

  private boolean isOld(Seen seen, int days) {
    return clockTrusted && !seen.fetched().plus(Duration.ofDays(days)).isAfter(now);
  }
}
