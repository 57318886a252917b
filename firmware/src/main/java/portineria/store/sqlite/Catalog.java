package portineria.store.sqlite;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import portineria.store.volume.Position;

/** All accounts with their mailboxes, and the counters: what is always in memory of the index. */
final class Catalog {
  private final Cell<NavigableMap<String, LiveAccount>> accounts;
  private final Cell<Long> lastUidValidity;
  private final Cell<Long> lastMessage;
  private final Cell<Long> lastMailbox;
  private final Cell<Position> volumesEnd;
  private final Cell<MassRemovals> massRemovals = new Cell<>(MassRemovals.NONE);
  private final Cell<Shares> shares;
  private final long generation;

  /** Who hears of new messages, whatever mailbox they came to. */
  private final List<Runnable> arrivalListeners = new CopyOnWriteArrayList<>();

  Catalog(NavigableMap<String, LiveAccount> accounts, Shares shares, Counters counters) {
    this.accounts = new Cell<>(accounts);
    this.shares = new Cell<>(shares);
    this.lastUidValidity = new Cell<>(counters.lastUidValidity);
    this.lastMessage = new Cell<>(counters.lastMessage);
    this.lastMailbox = new Cell<>(counters.lastMailbox);
    this.volumesEnd = new Cell<>(counters.volumesEnd);
    this.generation = counters.generation;
  }

  /**
   * Where counting goes on.
   *
   * @param generation tells this index from any other one: its message numbers mean something only
   *     together with it
   */
  record Counters(
      long lastUidValidity,
      long lastMessage,
      long lastMailbox,
      Position volumesEnd,
      long generation) {}

  Cell<NavigableMap<String, LiveAccount>> accounts() {
    return accounts;
  }

  Optional<LiveAccount> account(String name) {
    return Optional.ofNullable(accounts.committed().get(name));
  }

  Cell<Long> lastUidValidity() {
    return lastUidValidity;
  }

  Cell<Long> lastMessage() {
    return lastMessage;
  }

  Cell<Long> lastMailbox() {
    return lastMailbox;
  }

  Cell<Position> volumesEnd() {
    return volumesEnd;
  }

  /** Those that are under way. */
  Cell<MassRemovals> massRemovals() {
    return massRemovals;
  }

  /** Who may use whose mailboxes. */
  Cell<Shares> shares() {
    return shares;
  }

  long generation() {
    return generation;
  }

  List<Runnable> arrivalListeners() {
    return arrivalListeners;
  }
}
