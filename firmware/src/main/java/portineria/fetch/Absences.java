package portineria.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Messages that are missing upstream, and since when. They are believed to be gone once they have
 * been missing for some time. Kept in memory: after a restart the time begins anew.
 */
final class Absences {
  private final Duration limit;
  private final Map<String, Instant> since = new HashMap<>();

  Absences(Duration limit) {
    this.limit = limit;
  }

  /**
   * Takes what is missing now; whatever else was missing has come back.
   *
   * @return whether any of them is newly missing
   */
  boolean observe(Set<String> missing, Instant now) {
    since.keySet().retainAll(missing);
    boolean news = false;
    for (String key : missing) {
      news |= since.putIfAbsent(key, now) == null;
    }
    return news;
  }

  /** Those that have been missing long enough; they are forgotten here. */
  Set<String> confirmed(Instant now) {
    Set<String> confirmed = new HashSet<>();
    since.forEach(
        (key, first) -> {
          if (!first.plus(limit).isAfter(now)) {
            confirmed.add(key);
          }
        });
    since.keySet().removeAll(confirmed);
    return confirmed;
  }

  boolean isEmpty() {
    return since.isEmpty();
  }
}
