package portineria.store.sqlite;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import portineria.store.Refusal;

/**
 * Where changes stand in line for the writer: first come, first served. It has an end; who comes
 * when it is full waits to be let in. Anybody may {@link #join}, only the writer takes.
 */
final class Line {
  /** The last of all: nobody joins after it. */
  private static final Ticket<Boolean> END = new Ticket<>(transaction -> true, 0);

  private final BlockingQueue<Ticket<?>> queue;

  /** Those who join share it; it is taken for good by {@link #close}. */
  private final ReadWriteLock door = new ReentrantReadWriteLock();

  /** Under {@link #door}. */
  private boolean closed;

  /** Who stands in front and was looked at already. Writer only. */
  private Optional<Ticket<?>> head = Optional.empty();

  Line(int longest) {
    queue = new ArrayBlockingQueue<>(longest);
  }

  /**
   * Stands in line.
   *
   * @throws Refusal when nothing is done any more
   */
  void join(Ticket<?> ticket) throws Refusal {
    door.readLock().lock();
    try {
      if (closed) {
        throw new Refusal(Refusal.Reason.UNAVAILABLE, "the store is closed");
      }
      queue.put(ticket);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "interrupted before anything was done");
    } finally {
      door.readLock().unlock();
    }
  }

  /** Lets nobody in any more; those who stand in line are still served. */
  void close() {
    door.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        queue.put(END);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      door.writeLock().unlock();
    }
  }

  int length() {
    return queue.size();
  }

  /** Whether nobody comes for so long. */
  boolean staysEmpty(long milliseconds) throws InterruptedException {
    if (head.isEmpty()) {
      head = Optional.ofNullable(queue.poll(milliseconds, TimeUnit.MILLISECONDS));
    }
    return head.isEmpty();
  }

  /** Waits for the next one; there is none when the end has come. */
  Optional<Ticket<?>> take() throws InterruptedException {
    if (head.isEmpty()) {
      head = Optional.of(queue.take());
    }
    return takeIf(any -> true);
  }

  /** The next one, if it is there already and wanted. */
  Optional<Ticket<?>> takeIf(Predicate<Ticket<?>> wanted) {
    if (head.isEmpty()) {
      head = Optional.ofNullable(queue.poll());
    }
    Optional<Ticket<?>> next = head.filter(ticket -> ticket != END).filter(wanted);
    if (next.isPresent()) {
      head = Optional.empty();
    }
    return next;
  }
}
