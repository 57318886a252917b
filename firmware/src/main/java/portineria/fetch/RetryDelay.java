package portineria.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import portineria.store.Intake.Failure;

/** When a message that could not be fetched is tried again: at growing distances. */
final class RetryDelay {
  private static final List<Duration> DISTANCES =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(24));

  private RetryDelay() {}

  /** A failure that seems to lie ahead comes from a clock that was wrong: it is due. */
  static boolean isDue(Failure failure, Instant now) {
    int index = Math.min(failure.attempts(), DISTANCES.size()) - 1;
    Instant next = failure.lastAttempt().plus(DISTANCES.get(Math.max(0, index)));
    return !next.isAfter(now) || failure.lastAttempt().isAfter(now);
  }
}
