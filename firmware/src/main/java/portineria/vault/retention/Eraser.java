package portineria.vault.retention;

import java.util.List;
import portineria.store.Act;
import portineria.store.Hold;
import portineria.store.Refusal;
import portineria.store.Remains;

/** How messages go for good. */
@FunctionalInterface
public interface Eraser {
  /**
   * Erases messages, all of one account, and records it.
   *
   * <p>They were judged a moment ago. What was decided otherwise since then counts: where other
   * holds are in force than {@code judgedUnder}, nothing is erased and that is refused with {@code
   * IN_USE}; and a message that a mailbox lists again stays, unless {@code listedToo}.
   *
   * @param act without the number of the messages
   */
  void erase(List<Remains> messages, List<Hold> judgedUnder, boolean listedToo, Act act)
      throws Refusal;
}
