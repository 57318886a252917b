package portineria;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Something slow that starts while other things do. */
final class Meanwhile<T> {
  private final FutureTask<T> task;

  Meanwhile(String name, Callable<T> work) {
    task = new FutureTask<>(work);
    Thread.ofPlatform().name("start-" + name).start(task);
  }

  /** Closes what came of it, if anything did: who asked for the result has heard why not. */
  static void close(Meanwhile<? extends AutoCloseable> started) throws Exception {
    try {
      started.task.get().close();
    } catch (ExecutionException nothing) {
      // There is nothing to close.
    }
  }

  /** What came of it, when it is there. */
  T result() throws IOException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException trouble) {
        throw trouble;
      }
      throw new IllegalStateException("a part did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
