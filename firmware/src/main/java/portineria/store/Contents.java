package portineria.store;

import java.util.List;
import java.util.Optional;

/** The messages of the box, each once for each account, for who has to judge all of them. */
public interface Contents {
  /**
   * Those that are in no mailbox of their account's own, in a constant order.
   *
   * @param after the last of the call before; empty for the first
   * @param count at most so many; fewer mean that these were the last
   */
  List<Remains> unlisted(Optional<MessageId> after, int count);

  /** All of one account, in the same way. */
  List<Remains> of(String account, Optional<MessageId> after, int count);

  /** Those of one account that have these digests, in that order; what is not there is left out. */
  List<Remains> of(String account, List<Digest> digests);
}
