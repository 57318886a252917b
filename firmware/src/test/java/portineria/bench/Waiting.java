package portineria.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import portineria.peer.ImapClient;

/** Somebody who changes a flag again and again, and sees how long that takes at the worst. */
final class Waiting implements Closeable {
  private final ImapClient client;
  private final CompletableFuture<Double> longest;
  private volatile boolean enough;

  /**
   * Begins.
   *
   * @param client has selected a mailbox with a message in it
   */
  Waiting(ImapClient client) {
    this.client = client;
    longest = CompletableFuture.supplyAsync(this::repeat);
  }

  private double repeat() {
    double most = 0;
    for (boolean set = true; !enough; set = !set) {
      long start = System.nanoTime();
      try {
        client.expectOk("STORE 1 " + (set ? '+' : '-') + "FLAGS (\\Flagged)");
      } catch (IOException e) {
        throw new CompletionException(e);
      }
      most = Math.max(most, (System.nanoTime() - start) / 1e6);
    }
    return most;
  }

  /** Ends it; the milliseconds that the slowest one took. */
  double longestMillis() {
    enough = true;
    return longest.join();
  }

  @Override
  public void close() {
    enough = true;
  }
}
