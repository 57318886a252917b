package portineria.vault.transfer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import portineria.store.Account;
import portineria.store.Refusal;

/**
 * Which accounts mail is being imported into: one import at a time each, because two of the same
 * source would bring everything twice. Safe for many threads.
 */
public final class Imports {
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /** The box's side of an import; close it. */
  public Importer begin(Account account) throws Refusal {
    String name = account.name();
    if (!running.add(name)) {
      throw new Refusal(
          Refusal.Reason.IN_USE,
          "mail is being imported into " + name + " already: wait for the end of that");
    }
    return new Importer(account, false, () -> running.remove(name));
  }

  /** The same for one that only wants to know what would come. */
  public Importer dry(Account account) {
    return new Importer(account, true, () -> {});
  }
}
