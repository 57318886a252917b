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

  /** The urgency of that {@link #level}. */
  public static Urgency of(int level) {
    return level <= 0 ? NONE : level == 1 ? TODAY : NOW;
  }

  /** As a number that grows: 0, 1, 2. */
  public int level() {
    return switch (this) {
      case NONE -> 0;
      case TODAY -> 1;
      case NOW -> 2;
    };
  }

  /** The most urgent of what was found. */
  public static Urgency of(Collection<Finding> findings) {
    return findings.stream().map(Finding::urgency).max(Comparator.naturalOrder()).orElse(NONE);
  }
}
