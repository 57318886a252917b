package portineria.imap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.message.MessageStructure;
import portineria.store.Account;
import portineria.store.ErasedMessage;
import portineria.store.Mailbox;
import portineria.store.MessageId;
import portineria.store.Subscription;
import portineria.store.Summaries;
import portineria.store.View;

/**
 * Reads newly arrived messages ahead of the first program that asks for them, and puts their
 * summaries into the cache. One thread does it, a message at a time, so that it takes at most one
 * core from the sessions; what waits is a set of mailboxes, so that any number of arrivals costs
 * nothing. Safe for many threads.
 */
public final class SummaryWarmer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SummaryWarmer.class);

  /** Messages that are looked up in the cache at once. */
  private static final int BATCH = 100;

  private final SequencedMap<Mailbox, Watched> waiting = new LinkedHashMap<>();
  private final Thread thread;
  private boolean closed;

  public SummaryWarmer() {
    thread = Thread.ofPlatform().name("summary-warmer").daemon().unstarted(this::run);
    thread.start();
  }

  /** A mailbox that is watched; the warmer's thread alone moves {@code next}. */
  private static final class Watched {
    private final Account account;
    private final Mailbox mailbox;
    private long next;

    Watched(Account account, Mailbox mailbox) {
      this.account = account;
      this.mailbox = mailbox;
      this.next = mailbox.view().uidNext().value();
    }
  }

  /** From now on, what arrives in {@code mailbox} is read ahead. */
  public Subscription watch(Account account, Mailbox mailbox) {
    Watched watched = new Watched(account, mailbox);
    return mailbox.subscribe(changed -> knock(watched));
  }

  private synchronized void knock(Watched watched) {
    waiting.putIfAbsent(watched.mailbox, watched);
    notifyAll();
  }

  private synchronized Optional<Watched> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    return closed ? Optional.empty() : Optional.of(waiting.pollFirstEntry().getValue());
  }

  private void run() {
    try {
      for (Optional<Watched> watched = next(); watched.isPresent(); watched = next()) {
        warm(watched.get());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void warm(Watched watched) {
    View view = watched.mailbox.view();
    int at = view.indexOf(watched.next);
    int index = at < 0 ? -at - 1 : at;
    watched.next = view.uidNext().value();
    List<MessageId> batch = new ArrayList<>();
    for (; index < view.count() && !thread.isInterrupted(); index++) {
      batch.add(view.message(index));
      if (batch.size() == BATCH || index == view.count() - 1) {
        warm(watched.account, batch);
        batch.clear();
      }
    }
  }

  private void warm(Account account, List<MessageId> batch) {
    Summaries summaries = account.summaries();
    List<Optional<ByteBuffer>> known = summaries.load(batch);
    for (int i = 0; i < batch.size() && !thread.isInterrupted(); i++) {
      if (known.get(i).flatMap(Summary::decode).isEmpty()) {
        read(account, summaries, batch.get(i));
      }
    }
  }

  private static void read(Account account, Summaries summaries, MessageId message) {
    try {
      MessageStructure structure =
          MessageStructure.read(new MessageReader(account).octets(message));
      summaries.save(message, Summary.of(structure).encoded());
    } catch (ErasedMessage e) {
      // Nobody will ask for it.
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
      // Whoever fetches it is told; here it only stays cold.
      LOG.warn("summary-warmer unread account={} message={}", account.name(), message.value(), e);
    }
  }

  /** Stops at once. What was not read ahead is read when it is asked for. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
