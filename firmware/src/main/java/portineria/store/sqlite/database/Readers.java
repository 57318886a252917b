package portineria.store.sqlite.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few platform threads that read a database for everybody, each with a connection of its own. A
 * virtual thread that asks waits without holding its carrier.
 */
public final class Readers implements AutoCloseable {
  private final BlockingQueue<Database> idle;
  private final ExecutorService threads;

  private Readers(BlockingQueue<Database> idle, ExecutorService threads) {
    this.idle = idle;
    this.threads = threads;
  }

  /** Reads {@code file}, which is there, by {@code count} threads. */
  public static Readers open(Path file, String name, int count) throws SQLException {
    BlockingQueue<Database> idle = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      idle.add(Database.openReading(file));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name(name + "-", 1).factory());
    return new Readers(idle, threads);
  }

  /**
   * The answer to a question; all of it is in memory before this returns.
   *
   * @throws UncheckedIOException when the database can't be read, or was closed
   */
  public <T> T read(Question<T> question) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(question), threads).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof UncheckedIOException unreadable) {
        throw new UncheckedIOException(unreadable.getMessage(), unreadable.getCause());
      }
      throw failed;
    } catch (RejectedExecutionException closed) {
      throw new UncheckedIOException(new IOException("the store is closed", closed));
    }
  }

  private <T> T answer(Question<T> question) {
    Database database = idle.remove(); // as many as there are threads
    try {
      return question.ask(database);
    } catch (SQLException failed) {
      throw new UncheckedIOException(new IOException("the index can't be read", failed));
    } finally {
      idle.add(database);
    }
  }

  /** Waits for the questions that were asked. */
  @Override
  public void close() throws SQLException {
    threads.close();
    for (Database database : idle) {
      database.close();
    }
  }

  /** Something to read. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Database database) throws SQLException;
  }
}
