package portineria.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs restic, one thing after the other; it lives as long as the box does, because
 * restic ends with the thread that began it. Whoever wants something waits for it. Safe for many
 * threads.
 */
final class Lane implements AutoCloseable {
  /** How often who waits hears how far it is. */
  private static final Duration TELLING = Duration.ofMillis(200);

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private final ExecutorService thread;

  Lane(String name) {
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  <T> T run(Callable<T> work) throws IOException {
    return run(work, () -> {});
  }

  /**
   * Runs something, and gives what it gave.
   *
   * @param meanwhile done again and again on the thread of the caller
   */
  <T> T run(Callable<T> work, Runnable meanwhile) throws IOException {
    try {
      Future<T> future = thread.submit(work);
      while (true) {
        try {
          return future.get(TELLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException runs) {
          meanwhile.run();
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof BackupFailed trouble) {
        throw trouble.again();
      }
      if (failed.getCause() instanceof IOException trouble) {
        throw new IOException(trouble.getMessage(), trouble);
      }
      throw new IllegalStateException("a backup ended by a bug", failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Ender.CLOSING.failed(e);
    } catch (RejectedExecutionException closed) {
      throw Ender.CLOSING.failed(closed);
    }
  }

  /** Waits for what runs; it is told to end by others. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        log.warn("a backup did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
