package portineria.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import portineria.store.Refusal;
import portineria.store.Sources;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

/**
 * How a source was last found: always in memory, in the store when something other than the time
 * has changed, or now and then. Written by the source's thread, read by others.
 */
final class StatusKeeper {
  private final String source;
  private final Sources sources;
  private final Duration every;
  private volatile Status status;
  private Status stored;

  StatusKeeper(String source, Sources sources, Duration every) {
    this.source = source;
    this.sources = sources;
    this.every = every;
    this.status = sources.status(source);
    this.stored = status;
  }

  Status status() {
    return status;
  }

  /**
   * A session went to its end.
   *
   * @param certificateUntil how long the certificate holds that the server showed
   */
  void succeeded(Report report, Optional<Instant> certificateUntil, Instant now) throws Refusal {
    Optional<Instant> emptied =
        switch (report.upkeep()) {
          case AS_EXPECTED -> status.emptiedByOther();
          case EMPTIED -> Optional.of(now);
          case RETURNED -> Optional.empty();
        };
    Optional<Instant> since = report.problem().map(problem -> status.problemSince().orElse(now));
    put(
        new Status(
            Optional.of(now),
            Optional.of(now),
            report.problem(),
            since,
            emptied,
            report.upstreamMessages(),
            report.upstreamOctets(),
            report.problem().map(problem -> report.isFull() ? Why.FULL : Why.MESSAGES),
            certificateUntil),
        now);
  }

  void failed(String problem, Why why, Instant now) throws Refusal {
    put(
        new Status(
            Optional.of(now),
            status.lastSuccess(),
            Optional.of(problem),
            Optional.of(status.problemSince().orElse(now)),
            status.emptiedByOther(),
            status.upstreamMessages(),
            status.upstreamOctets(),
            Optional.of(why),
            status.certificateUntil()),
        now);
  }

  private void put(Status fresh, Instant now) throws Refusal {
    status = fresh;
    if (isNews(fresh, now)) {
      sources.putStatus(source, fresh);
      stored = fresh;
    }
  }

  private boolean isNews(Status fresh, Instant now) {
    Instant written = stored.lastAttempt().orElse(Instant.MIN);
    return !timeless(fresh).equals(timeless(stored))
        || fresh.lastSuccess().isPresent() != stored.lastSuccess().isPresent()
        || written.isAfter(now)
        || !written.isAfter(now.minus(every));
  }

  private static Status timeless(Status status) {
    return new Status(
        Optional.empty(),
        Optional.empty(),
        status.problem(),
        Optional.empty(),
        status.emptiedByOther(),
        status.upstreamMessages(),
        status.upstreamOctets(),
        status.why(),
        status.certificateUntil());
  }
}
