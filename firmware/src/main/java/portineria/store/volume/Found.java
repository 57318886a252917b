package portineria.store.volume;

import java.util.Optional;

/** What a walk through the volumes comes across. */
public sealed interface Found {

  /** A whole message; from {@link Volumes#verify}, one with the right octets. */
  record Message(Entry entry) implements Found {}

  /**
   * The tombstone of a message that was erased on purpose.
   *
   * @param group as that of an {@link Entry}
   * @param blank whether its octets were looked at, by {@link Volumes#verify}, and are zeros: not
   *     yet, while an erasure goes on or after one that was interrupted
   */
  record Erased(Grave grave, Optional<Position> group, boolean blank) implements Found {}

  /**
   * Something that is not as it was written.
   *
   * @param from first octet of the bad part
   * @param to the octet after its last
   * @param what a sentence for a person
   * @param entry the message that is damaged, where its header can still be read
   */
  record Damaged(int volume, long from, long to, String what, Optional<Entry> entry)
      implements Found {}
}
