package portineria.fetch;

import portineria.store.Intake.Seen;
import portineria.store.Source.Keep;

/** Which messages may be deleted upstream, of those that are durable here. */
record Deletions(Keep keep, Ages ages, BackedUp backedUp) {

  /** Whether {@code seen}, which is durable, is not needed upstream any more. */
  boolean due(Seen seen) {
    return left(seen) == Left.DUE;
  }

  /** Why {@code seen}, which is durable, lies upstream still. */
  Left left(Seen seen) {
    return switch (keep) {
      case Keep.Forever forever -> Left.KEPT;
      case Keep.Days(int days) -> aged(seen, days);
      case Keep.Backup(int days) -> {
        boolean safe = backedUp.readBack(seen.digest());
        yield !safe ? Left.NOT_IN_BACKUP : days == 0 ? Left.DUE : aged(seen, days);
      }
      case Keep.None none -> Left.DUE;
    };
  }

  private Left aged(Seen seen, int days) {
    if (ages.isHereFor(seen, days)) {
      return Left.DUE;
    }
    return ages.clockTrusted() ? Left.YOUNG : Left.CLOCK;
  }
}
