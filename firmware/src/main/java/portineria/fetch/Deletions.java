package portineria.fetch;

import portineria.store.Intake.Seen;
import portineria.store.Source.Keep;

/** Which messages may be deleted upstream, of those that are durable here. */
record Deletions(Keep keep, Ages ages, BackedUp backedUp) {

  /** Whether {@code seen}, which is durable, is not needed upstream any more. */
  boolean due(Seen seen) {
    return switch (keep) {
      case Keep.Forever forever -> false;
      case Keep.Days(int days) -> ages.isHereFor(seen, days);
      case Keep.Backup(int days) ->
          backedUp.readBack(seen.digest()) && (days == 0 || ages.isHereFor(seen, days));
      case Keep.None none -> true;
    };
  }
}
