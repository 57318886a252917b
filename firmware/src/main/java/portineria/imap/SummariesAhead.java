package portineria.imap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import portineria.store.MessageId;
import portineria.store.Summaries;
import portineria.store.View;

/**
 * The summaries of many messages, batch by batch: while one is being sent, another thread loads the
 * next, because half of the work of a listing is to read it from the cache.
 */
final class SummariesAhead {
  /** Two of them are in memory for each program that lists a mailbox, however slowly it reads. */
  private static final int BATCH = 250;

  private final Summaries summaries;
  private final View view;
  private final IntList indexes;

  /** Of {@link #indexes}, those that were asked for. */
  private int asked;

  private CompletableFuture<List<Optional<ByteBuffer>>> next;

  SummariesAhead(Summaries summaries, View view, IntList indexes) {
    this.summaries = summaries;
    this.view = view;
    this.indexes = indexes;
    this.next = CompletableFuture.completedFuture(summaries.load(batch()));
  }

  private List<MessageId> batch() {
    int end = Math.min(indexes.size(), asked + BATCH);
    List<MessageId> batch = new ArrayList<>(end - asked);
    while (asked < end) {
      batch.add(view.message(indexes.at(asked++)));
    }
    return batch;
  }

  /** Those of the next messages, at least one; there have to be any. */
  List<Optional<ByteBuffer>> next() {
    List<Optional<ByteBuffer>> loaded = next.join();
    List<MessageId> batch = batch();
    if (!batch.isEmpty()) {
      next = CompletableFuture.supplyAsync(() -> summaries.load(batch), Thread::startVirtualThread);
    }
    return loaded;
  }
}
