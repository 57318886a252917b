package portineria.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import portineria.peer.ImapClient;

/** Two mail programs at work: one changes flags, one reads messages that it has not read yet. */
final class Programs implements Closeable {
  private final ImapClient storing;
  private final ImapClient fetching;
  private final int messages;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final SplittableRandom random = new SplittableRandom(1);

  /** In a mailbox with so many messages, of the bench's user. */
  Programs(int port, String mailbox, int messages) throws IOException {
    this.storing = Contestants.client(port).expectOk("SELECT " + mailbox);
    this.fetching = Contestants.client(port).expectOk("EXAMINE " + mailbox);
    this.messages = messages;
  }

  /** What they have done. */
  record Done(double storesPerSecond, double megabytesPerSecond, double longestStoreMillis) {}

  private record Stored(long count, long longestNanos) {}

  /** Lets them work until something else is done. */
  Done work(CompletableFuture<?> until) throws Exception {
    long start = System.nanoTime();
    long before = fetching.octetsRead();
    Future<Stored> stored = threads.submit(() -> store(until));
    Future<Integer> fetched = threads.submit(() -> fetch(until));
    Stored stores = stored.get();
    if (fetched.get() == 0) {
      throw new IOException("nothing was read");
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Done(
        stores.count / seconds,
        (fetching.octetsRead() - before) / seconds / 1e6,
        stores.longestNanos / 1e6);
  }

  private Stored store(CompletableFuture<?> until) throws IOException {
    long longest = 0;
    long count = 0;
    while (!until.isDone()) {
      long start = System.nanoTime();
      String sign = count % 2 == 0 ? "+" : "-";
      storing.expectOk(
          "STORE " + (1 + count / 2 % messages) + " " + sign + "FLAGS.SILENT (\\Flagged)");
      longest = Math.max(longest, System.nanoTime() - start);
      count++;
    }
    return new Stored(count, longest);
  }

  private int fetch(CompletableFuture<?> until) throws IOException {
    int count = 0;
    while (!until.isDone()) {
      count += fetching.count("FETCH " + (1 + random.nextInt(messages)) + " BODY.PEEK[]");
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    threads.close();
    storing.close();
    fetching.close();
  }
}
