package portineria.imap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.message.MessageStructure;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Arrivals;
import portineria.store.Arrivals.Arrival;
import portineria.store.ErasedMessage;
import portineria.store.MessageId;
import portineria.store.Store;
import portineria.store.Subscription;

/**
 * Reads newly arrived messages ahead of the first program that asks for them, and puts their
 * summaries into the cache. One thread does it, a message at a time; what waits for it is a number,
 * so that any number of arrivals costs nothing. What was there before it began stays cold until
 * somebody asks.
 *
 * <p>While mail keeps coming it rests three times as long as it works: those who bring mail need
 * the processor more than those who will read it.
 */
public final class SummaryWarmer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SummaryWarmer.class);

  /** Messages that are looked up at once. */
  private static final int BATCH = 100;

  /** It only reads. */
  private static final Actor ACTOR = new Actor("summaries", "box");

  private static final int REST = 3;
  private static final long MILLISECOND = 1_000_000;

  private final Store store;
  private final Arrivals arrivals;
  private final Subscription subscription;
  private final Thread thread;

  /** The last one that was looked at. The own thread's. */
  private MessageId seen;

  /** Under the lock of this, as is the next. */
  private boolean knocked;

  private boolean closed;

  /** Begins at once. */
  public SummaryWarmer(Store store) {
    this.store = store;
    this.arrivals = store.arrivals();
    this.subscription = arrivals.subscribe(this::knock);
    this.seen = arrivals.last();
    this.thread = Thread.ofPlatform().name("summary-warmer").daemon().unstarted(this::run);
    thread.start();
  }

  /** On the commit path: sets a mark. */
  private synchronized void knock() {
    knocked = true;
    notifyAll();
  }

  private void run() {
    try {
      while (awaitKnock()) {
        catchUp();
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for new mail; false when there is no more to be done. */
  private synchronized boolean awaitKnock() throws InterruptedException {
    while (!knocked && !closed) {
      wait();
    }
    return !closed;
  }

  private void catchUp() throws InterruptedException {
    while (!isClosed()) {
      long start = System.nanoTime();
      List<Arrival> batch = next();
      if (batch.isEmpty()) {
        return;
      }
      warm(batch);
      rest(REST * (System.nanoTime() - start));
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** From here on a knock says that there is more. */
  private List<Arrival> next() {
    synchronized (this) {
      knocked = false;
    }
    try {
      return arrivals.after(seen, BATCH);
    } catch (UncheckedIOException e) {
      LOG.warn("summary-warmer waits cause={}", String.valueOf(e.getCause()));
      return List.of();
    }
  }

  /** Gives way to those who bring mail, if there are any. */
  private synchronized void rest(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; knocked && !closed && left > 0; left = end - System.nanoTime()) {
      wait(Math.max(1, left / MILLISECOND));
    }
  }

  private void warm(List<Arrival> batch) {
    Map<String, List<MessageId>> byAccount = new LinkedHashMap<>();
    for (Arrival arrival : batch) {
      byAccount
          .computeIfAbsent(arrival.account(), fresh -> new ArrayList<>())
          .add(arrival.message());
    }
    byAccount.forEach(
        (name, messages) ->
            store.account(name, ACTOR).ifPresent(account -> warm(account, messages)));
    seen = batch.getLast().message();
  }

  /** A program that was quicker has put some there already. */
  private void warm(Account account, List<MessageId> messages) {
    List<Optional<ByteBuffer>> known = account.summaries().load(messages);
    for (int i = 0; i < messages.size() && !isClosed(); i++) {
      if (known.get(i).flatMap(Summary::decode).isEmpty()) {
        read(account, messages.get(i));
      }
    }
  }

  private static void read(Account account, MessageId message) {
    try {
      Octets octets = new MessageReader(account).octets(message);
      Summary summary = Summary.of(MessageStructure.read(octets), octets);
      account.summaries().save(message, summary.encoded());
    } catch (ErasedMessage e) {
      // Nobody will ask for it.
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      // Whoever fetches it is told; here it only stays cold.
      LOG.warn("summary-warmer unread account={} message={}", account.name(), message.value(), e);
    }
  }

  /**
   * Finishes the message that is being read: an interrupt would close the file of its volume for
   * all others. What was not read ahead is read when it is asked for.
   */
  @Override
  public void close() {
    subscription.close();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
