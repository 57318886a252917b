package portineria.fetch;

import portineria.store.Digest;

/** Knows which messages are safe elsewhere. */
@FunctionalInterface
public interface BackedUp {
  /** As long as there are no backups: nothing is deleted on their ground. */
  BackedUp NOTHING = digest -> false;

  /** Whether these octets were read back from a verified backup. */
  boolean readBack(Digest digest);
}
