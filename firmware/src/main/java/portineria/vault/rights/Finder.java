package portineria.vault.rights;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import portineria.search.Sought;
import portineria.search.TextIndex;
import portineria.search.Verdict;
import portineria.search.Verdicts;
import portineria.store.Actor;
import portineria.store.Arrivals.Arrival;
import portineria.store.MessageId;
import portineria.store.Remains;
import portineria.store.Store;

/**
 * Finds all messages about a person, of all accounts, in the order of their coming, whether a
 * mailbox lists them or not. No more than a block of numbers is in memory.
 */
public final class Finder {
  /** Messages that the index is asked about at once. */
  private static final int BLOCK = 2000;

  private final Store store;
  private final TextIndex index;
  private final Actor by;

  public Finder(Store store, TextIndex index, Actor by) {
    this.store = store;
    this.index = index;
    this.by = by;
  }

  /** Hears what is found, on the thread that looks. */
  public interface Listener {
    void found(Found message) throws IOException;

    /** It may be about the person, and can't be read. */
    void unreadable(Remains message, String why) throws IOException;

    /** All up to that number were looked at, of those up to that one. */
    void looked(MessageId at, MessageId last) throws IOException;
  }

  /** Looks at all messages that there are now. */
  public void find(Person person, Listener listener) throws IOException {
    MessageId last = store.arrivals().last();
    List<Arrival> block = store.arrivals().after(new MessageId(0), BLOCK);
    while (!block.isEmpty()) {
      for (Arrival arrival : candidates(person, block)) {
        look(person, arrival, listener);
      }
      MessageId at = block.getLast().message();
      listener.looked(at, last);
      block = store.arrivals().after(at, BLOCK);
    }
  }

  /** Those of which the index does not know that they are not. */
  private List<Arrival> candidates(Person person, List<Arrival> block) {
    long[] numbers = block.stream().mapToLong(arrival -> arrival.message().value()).toArray();
    List<Verdicts> verdicts =
        person.keys().stream().map(key -> index.ask(new Sought.Anywhere(key), numbers)).toList();
    return block.stream()
        .filter(
            arrival ->
                verdicts.stream().anyMatch(one -> one.of(arrival.message()) != Verdict.LACKS))
        .toList();
  }

  private void look(Person person, Arrival arrival, Listener listener) throws IOException {
    Optional<Remains> remains = remains(arrival);
    if (remains.isEmpty()) {
      return; // erased a moment ago
    }
    switch (Sight.of(store, by, person, remains.get())) {
      case Sight.About(Found found) -> listener.found(found);
      case Sight.Unreadable(String why) -> listener.unreadable(remains.get(), why);
      case Sight.Foreign(), Sight.Gone() -> {}
    }
  }

  private Optional<Remains> remains(Arrival arrival) {
    Optional<MessageId> before = Optional.of(new MessageId(arrival.message().value() - 1));
    return store.contents().of(arrival.account(), before, 1).stream()
        .filter(one -> one.message().equals(arrival.message()))
        .findFirst();
  }
}
