package portineria.vault.rights;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.store.Remains;
import portineria.vault.transfer.Described;

/**
 * A message about a person.
 *
 * @param grounds why, one at the least
 */
public record Found(Remains remains, Set<Ground> grounds, Described described) {
  public Found {
    grounds = Set.copyOf(EnumSet.copyOf(grounds));
  }

  /** The mailboxes that list it, or those from which it was removed. */
  String mailboxes() {
    return mailboxes(remains);
  }

  static String mailboxes(Remains remains) {
    boolean listed = remains.isListed();
    String names =
        remains.places().stream()
            .filter(place -> place.removed().isEmpty() == listed)
            .map(place -> place.mailbox().value())
            .distinct()
            .collect(Collectors.joining("; "));
    return listed ? names : "removed: " + names;
  }
}
