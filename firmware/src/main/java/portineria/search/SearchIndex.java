package portineria.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import portineria.store.MessageId;
import portineria.store.Store;
import portineria.store.Subscription;
import portineria.store.sqlite.database.Gate;

/**
 * The index of all text. It may be behind, damaged or missing: then more messages are read, and the
 * answers are the same. Safe for many threads.
 */
public final class SearchIndex implements TextIndex, AutoCloseable {
  private final Store store;
  private final Keeper keeper;

  /** While it lasts, the store tells of what it has erased. */
  private final Subscription erasures;

  private SearchIndex(Store store, Keeper keeper, Subscription erasures) {
    this.store = store;
    this.keeper = keeper;
    this.erasures = erasures;
  }

  /**
   * The owner's, over {@code search.db} in the folder of the store. Nothing happens yet, but what
   * is erased is taken out.
   */
  public static SearchIndex of(Path data, Store store) {
    return of(data, store, SearchLimits.STANDARD, Room.in(data), Gate.OPEN);
  }

  /** The same, with all SQL that writes passing through {@code gate}. */
  static SearchIndex of(Path data, Store store, SearchLimits limits, Room room, Gate gate) {
    Keeper keeper = new Keeper(data, store, limits, room, gate, true);
    return new SearchIndex(store, keeper, store.tellOfErased(keeper::erase));
  }

  /** For questions alone, beside a process that may be keeping it. */
  public static SearchIndex reading(Path data, Store store) {
    Keeper looking =
        new Keeper(data, store, SearchLimits.STANDARD, Room.in(data), Gate.OPEN, false);
    return new SearchIndex(store, looking, () -> {});
  }

  /** From now on the index is kept up to date, in the background. */
  public void begin() {
    keeper.begin();
  }

  @Override
  public Verdicts ask(Sought sought, long[] messages) {
    return answer(file -> file.ask(sought, messages)).orElseGet(() -> Verdicts.unread(messages));
  }

  /** When messages came, from one number to another, of those that the index knows. */
  Map<MessageId, Instant> dates(MessageId first, MessageId last) {
    return answer(file -> file.dates(first, last)).orElse(Map.of());
  }

  private <T> Optional<T> answer(Function<IndexFile, T> question) {
    Optional<IndexFile> file = keeper.file();
    try {
      return file.map(question);
    } catch (UncheckedIOException failed) {
      keeper.doubt(file.orElseThrow(), failed);
      return Optional.empty();
    }
  }

  /**
   * Finds messages of all accounts; what the index does not know is read on the spot. In the order
   * of their coming.
   */
  public void find(Inquiry inquiry, Consumer<Hit> found) {
    new Finding(store, this, inquiry, found).run();
  }

  /** How far it is; nothing where it was not begun. */
  public Optional<Progress> progress() {
    return keeper.progress();
  }

  /** Throws the index away; from now on it is made anew. */
  public void renew() throws IOException {
    keeper.renew();
  }

  /** Returns when the index has all messages that there are now, or when the watcher goes away. */
  public void catchUp(Watcher watcher) throws IOException {
    keeper.catchUp(watcher);
  }

  /** Follows how an index is made. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * Called now and then.
     *
     * @return whether to go on
     */
    boolean sees(Progress progress) throws IOException;
  }

  /**
   * Finishes the message that is being read. What is not taken in by now is later. An erasure that
   * goes on while this is closed is interrupted: the store must not believe that nobody has the
   * file open.
   */
  @Override
  public void close() {
    keeper.close();
    erasures.close();
  }
}
