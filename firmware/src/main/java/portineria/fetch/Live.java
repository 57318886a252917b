package portineria.fetch;

import java.time.Instant;
import java.util.Optional;
import portineria.store.Sources.Status;

/**
 * How a source is just now, as the fetcher knows it: the store hears of a time only now and then.
 *
 * @param last what came of the last session of this fetcher; never one before the status's attempt
 * @param underWay whether there is a session just now
 * @param next when the next one begins; empty where none is planned
 */
public record Live(
    Status status, Optional<Outcome> last, boolean underWay, Optional<Instant> next) {

  /** What belongs together, though a session may end while it is looked at. */
  static Live of(Status status, Optional<Outcome> last, boolean underWay, Optional<Instant> next) {
    return new Live(
        status,
        last.filter(
            one -> status.lastAttempt().filter(attempt -> attempt.isAfter(one.when())).isEmpty()),
        underWay,
        next);
  }
}
