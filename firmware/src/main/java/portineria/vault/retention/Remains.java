package portineria.vault.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import portineria.store.SpecialUse;

/**
 * What is known of a message of an account, apart from its text.
 *
 * @param received when the box got it, as was written down then
 * @param places where it is or was, without the mailboxes by which the box shows what was removed
 */
public record Remains(String account, Instant received, List<Place> places) {
  /** Who sorts mail, by hand or by a filter, has done it by then. */
  static final Duration SORTED_WITHIN = Duration.ofDays(14);

  public Remains {
    places = List.copyOf(places);
  }

  /**
   * A mailbox in which it is or was. Times are as they were written down then.
   *
   * @param removed when it was removed from there; empty while it is there
   * @param moved whether it was removed by a move, so that another place tells what became of it
   */
  public record Place(
      Optional<SpecialUse> use, Instant added, Optional<Instant> removed, boolean moved) {

    /** Whether it was taken elsewhere so soon that it never was at home here. */
    boolean isPassedThrough() {
      Duration stay = removed.map(gone -> Duration.between(added, gone)).orElse(Duration.ZERO);
      return moved && !stay.isNegative() && stay.compareTo(SORTED_WITHIN) <= 0;
    }
  }

  /** Whether a mailbox lists it. */
  boolean isListed() {
    return places.stream().anyMatch(place -> place.removed().isEmpty());
  }

  /** Those that count; all where nothing tells at which it was thrown away. */
  List<Place> ends() {
    return places.stream().allMatch(Place::moved)
        ? places
        : places.stream().filter(place -> !place.isPassedThrough()).toList();
  }
}
