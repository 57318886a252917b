package portineria.fetch;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import portineria.store.Intake;
import portineria.store.Intake.Seen;
import portineria.store.Source;
import portineria.store.Source.Keep;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

/** Why a message lies at the provider still. */
public enum Left {
  /** Nothing is ever deleted there. */
  KEPT,
  /** It is not here for as many days as it should. */
  YOUNG,
  /** No time server has set the clock, so that nobody knows for how long it is here. */
  CLOCK,
  NOT_IN_BACKUP,
  /** It is not needed there any more: one of the next sessions deletes it. */
  DUE,
  FAILED,
  /** The account holds as much as it may. */
  FULL,
  /** Only the next session can tell. */
  UNKNOWN;

  /**
   * How many there are of each, as far as is known without asking the provider.
   *
   * @param status what the last session found there
   */
  static Map<Left, Integer> count(
      Source source, Status status, Intake intake, Deletions deletions) {
    Map<Left, Integer> counts = new EnumMap<>(Left.class);
    int failed = intake.failures().size();
    counts.put(FAILED, failed);
    boolean full = status.why().equals(Optional.of(Why.FULL));
    if (source.keep() instanceof Keep.Forever && !full) {
      // All have the same reason, and there may be years of them: nobody has to read the list.
      counts.put(KEPT, Math.max(0, status.upstreamMessages() - failed));
    } else {
      for (Seen seen : intake.upstream()) {
        counts.merge(deletions.left(seen), 1, Integer::sum);
      }
      int known = counts.values().stream().mapToInt(Integer::intValue).sum();
      counts.put(full ? FULL : UNKNOWN, Math.max(0, status.upstreamMessages() - known));
    }
    counts.values().removeIf(count -> count == 0);
    return counts;
  }
}
