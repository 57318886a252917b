package portineria.store.volume;

import java.util.Optional;
import portineria.store.Digest;

/** What a walk through the volumes comes across. */
public sealed interface Found {

  /** A whole message; from {@link Volumes#verify}, one with the right octets. */
  record Message(Entry entry) implements Found {}

  /** A message that was erased on purpose: only its name is left. */
  record Erased(String path, Digest digest, int volume) implements Found {}

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
