package portineria.notice;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where servers of others are waited for: on threads that an end of the program interrupts, which
 * closes their sockets. The threads that work in the store are never interrupted, because that
 * would close its files under everybody else.
 */
final class Outside implements AutoCloseable {
  private static final String CLOSING = "the box is closing";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Something that waits for others. */
  @FunctionalInterface
  interface Errand {
    void run() throws NotSent, InterruptedException;
  }

  /** Returns when it is done. */
  void go(Errand errand) throws NotSent {
    try {
      Future<Boolean> done =
          threads.submit(
              () -> {
                errand.run();
                return true;
              });
      boolean is = done.get();
      assert is;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NotSent trouble) {
        throw trouble;
      }
      throw NotSent.forNow(
          e.getCause() instanceof InterruptedException ? CLOSING : "a fault: " + e.getCause(), e);
    } catch (RejectedExecutionException | CancellationException e) {
      throw NotSent.forNow(CLOSING, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotSent.forNow(CLOSING, e);
    }
  }

  /** Ends what is under way; there is no more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
