package portineria.fetch.pop3;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of a name on a platform thread of its own: the lookup is native code, which
 * would pin a carrier of virtual threads.
 */
final class NameLookup {
  private NameLookup() {}

  /**
   * The addresses of {@code host}, in the system's order.
   *
   * @param stopped ends the wait when it is completed
   */
  static List<InetAddress> addresses(String host, Duration limit, CompletableFuture<?> stopped)
      throws UnknownHostException, TimeoutException {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("lookup " + host).start(() -> lookUp(host, found));
    try {
      CompletableFuture.anyOf(found, stopped).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    } catch (ExecutionException e) {
      throw new UnknownHostException(host);
    }
    if (!found.isDone()) {
      throw new UnknownHostException(host);
    }
    return found.join();
  }

  private static void lookUp(String host, CompletableFuture<List<InetAddress>> found) {
    try {
      found.complete(List.of(InetAddress.getAllByName(host)));
    } catch (UnknownHostException | SecurityException e) {
      found.completeExceptionally(e);
    }
  }
}
