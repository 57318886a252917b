package portineria.net;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs {@code handler} and hands what it did or threw to the test. */
public final class Watched implements SessionHandler {
  public interface Session {
    Object serve(Connection connection) throws Exception;
  }

  private final Session session;
  private final BlockingQueue<CompletableFuture<Object>> ends = new ArrayBlockingQueue<>(1000);

  public Watched(Session session) {
    this.session = session;
  }

  @Override
  public void serve(Connection connection) throws IOException {
    CompletableFuture<Object> end = new CompletableFuture<>();
    try {
      end.complete(session.serve(connection));
      connection.flush();
    } catch (IOException gone) {
      end.completeExceptionally(gone);
      throw gone;
    } catch (Exception | Error bug) {
      end.completeExceptionally(bug);
      throw new AssertionError(bug);
    } finally {
      ends.add(end);
    }
  }

  /** What the next session to end has returned. */
  public Object result() throws Exception {
    try {
      CompletableFuture<Object> end = ends.poll(20, TimeUnit.SECONDS);
      if (end == null) {
        throw new AssertionError("the session does not end");
      }
      return end.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }
}
