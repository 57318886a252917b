package portineria.health;

import java.util.Collection;
import java.util.Comparator;

/** How soon somebody should look, from the least on. */
public enum Urgency {
  /** Nobody need. */
  NONE,
  /** Nothing gets worse by tomorrow. */
  TODAY,
  /** Mail is being lost, or can't be taken in. */
  NOW;

  /** The most urgent of what was found. */
  public static Urgency of(Collection<Finding> findings) {
    return findings.stream().map(Finding::urgency).max(Comparator.naturalOrder()).orElse(NONE);
  }
}
