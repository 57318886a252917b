package portineria.vault.retention;

import java.util.List;
import portineria.store.Hold;

/** What is to become of a message. */
public sealed interface Verdict {
  /** A mailbox lists it: no matter of retention. */
  record Listed() implements Verdict {}

  /** Nobody has decided how long this account's mail is kept. */
  record Undecided() implements Verdict {}

  /** Its time has not come, or nobody knows: the clock is not set. */
  record Waits() implements Verdict {}

  /** Its time has come, but these holds cover it. */
  record Held(List<Hold> by) implements Verdict {
    public Held {
      by = List.copyOf(by);
    }
  }

  /** It may go for good. */
  record Due() implements Verdict {}
}
