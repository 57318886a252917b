package portineria.net.mina;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import portineria.net.DoorClosed;

/**
 * Whether a connection still works, and the bell that wakes its session.
 *
 * <p>Whoever changes what the session may wait for changes it first and rings then; the session
 * looks first and sleeps then. So no change is slept through, and ringing never blocks. All threads
 * may ring, cut and break; only the session's own waits.
 */
final class Line {
  private volatile @Nullable Thread session;
  private volatile @Nullable IOException trouble;
  private volatile boolean closed;
  private volatile boolean retired;

  /** From now on the calling thread is the one that is woken. */
  void hear() {
    session = Thread.currentThread();
  }

  void ring() {
    LockSupport.unpark(session);
  }

  /** Our side wants no more of it. */
  void close() {
    closed = true;
    ring();
  }

  /** The door closes: nothing is read from now on, but the session may still write. */
  void retire() {
    retired = true;
    ring();
  }

  boolean isRetired() {
    return retired;
  }

  boolean isClosed() {
    return closed;
  }

  /** The other side or something between is gone; the first reason counts. */
  void broke(IOException reason) {
    if (trouble == null) {
      trouble = reason;
    }
    ring();
  }

  /** Whether nothing can be sent any more. After trouble with TLS its alert still can. */
  boolean isLost() {
    IOException reason = trouble;
    return reason != null && !(reason instanceof SSLException);
  }

  boolean isGone() {
    return closed || trouble != null;
  }

  void check() throws IOException {
    checkOpen();
    IOException reason = trouble;
    if (reason instanceof SSLException) {
      throw new SSLException(reason.getMessage(), reason);
    }
    if (reason != null) {
      throw new IOException(reason.getMessage(), reason);
    }
  }

  void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the connection was closed");
    }
  }

  void checkReadable() throws IOException {
    checkOpen();
    if (retired) {
      throw new DoorClosed();
    }
  }

  /** Sleeps until {@code event} is true; false when that took longer than {@code longest}. */
  boolean await(BooleanSupplier event, Duration longest) throws InterruptedIOException {
    assert Thread.currentThread().equals(session) : "only the session's thread may wait";
    if (event.getAsBoolean()) {
      return true;
    }
    long deadline = System.nanoTime() + nanos(longest);
    while (true) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return event.getAsBoolean();
      }
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedIOException("the session was interrupted");
      }
      if (event.getAsBoolean()) {
        return true;
      }
    }
  }

  /** At most a century, so that no sum overflows. */
  private static long nanos(Duration longest) {
    Duration century = Duration.ofDays(36_500);
    return (longest.compareTo(century) < 0 ? longest : century).toNanos();
  }
}
