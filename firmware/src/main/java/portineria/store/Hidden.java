package portineria.store;

import java.util.Collection;
import java.util.Set;

/** The unique-ids that one device has deleted over POP3: hidden from it, kept for all others. */
public interface Hidden {
  /** All that are hidden of the account's INBOX. */
  Set<String> uniqueIds();

  /** Hides these too, durably. */
  void hide(Collection<String> uniqueIds) throws Refusal;
}
