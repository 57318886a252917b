package portineria.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the box holds of a message of an account, whether or not a mailbox lists it. Times are as
 * they were written down then.
 *
 * @param size in octets
 * @param received when the box got it
 * @param internalDate that of its first place
 * @param places where it is or was, in the account's own mailboxes: not those by which the box
 *     shows it
 */
public record Remains(
    String account,
    MessageId message,
    Digest digest,
    long size,
    Instant received,
    Instant internalDate,
    List<Place> places) {
  public Remains {
    places = List.copyOf(places);
  }

  /**
   * A mailbox in which it is or was.
   *
   * @param mailbox what it is called now, or was called last
   * @param removed when it was removed from there; empty while it is there
   * @param moved whether it was removed by a move, so that another place tells what became of it
   */
  public record Place(
      MailboxName mailbox,
      Optional<SpecialUse> use,
      Instant added,
      Optional<Instant> removed,
      boolean moved) {}

  /** Whether a mailbox of the account's own lists it. */
  public boolean isListed() {
    return places.stream().anyMatch(place -> place.removed().isEmpty());
  }
}
