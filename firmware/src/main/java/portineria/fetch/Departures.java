package portineria.fetch;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import portineria.fetch.pop3.Pop3Client;
import portineria.store.Intake;
import portineria.store.Intake.Seen;
import portineria.store.Refusal;

/**
 * Looks after what was upstream and is not listed any more: by our doing, under a new key, or by
 * another program's doing.
 */
final class Departures {
  private final Intake intake;
  private final Absences absences;
  private final Pop3Client client;
  private final Instant now;

  Departures(Intake intake, Absences absences, Pop3Client client, Instant now) {
    this.intake = intake;
    this.absences = absences;
    this.client = client;
    this.now = now;
  }

  /**
   * Compares what was known with what is there.
   *
   * @param unread how many messages could not be read, or not be told from others: each may be one
   *     of the missing, under a new key
   */
  Upkeep observe(Collection<Seen> known, Set<String> present, Deletions deletions, int unread)
      throws Refusal {
    Set<String> ours = new HashSet<>();
    Set<String> missing = new HashSet<>();
    for (Seen seen : known) {
      if (!present.contains(seen.key())) {
        (deletions.due(seen) ? ours : missing).add(seen.key());
      }
    }
    if (!ours.isEmpty()) {
      // Due, so it may have been deleted by a session that did not live to hear of it.
      intake.deletedUpstream(ours, now);
    }
    boolean perhapsRenumbered = !missing.isEmpty() && missing.size() <= unread;
    return perhapsRenumbered ? Upkeep.AS_EXPECTED : vanished(missing);
  }

  private Upkeep vanished(Set<String> missing) throws Refusal {
    boolean before = !absences.isEmpty();
    boolean news = absences.observe(missing, now);
    Set<String> gone = absences.confirmed(now);
    if (!gone.isEmpty()) {
      intake.vanishedUpstream(gone, now);
    }
    if (before && missing.isEmpty()) {
      return Upkeep.RETURNED;
    }
    return news && !upstreamForgets() ? Upkeep.EMPTIED : Upkeep.AS_EXPECTED;
  }

  /** Servers that stop listing messages by themselves: RFC 2449 §6.7, and Gmail's. */
  private boolean upstreamForgets() {
    return client.capabilities().expires() || client.greeting().startsWith("Gpop ");
  }
}
