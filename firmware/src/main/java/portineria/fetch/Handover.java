package portineria.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the reader leaves messages for the deliverer, so that network and disk work at the same
 * time. Bounded: a reader that is ahead waits, and so does the server. One reader, one deliverer.
 */
final class Handover {
  private final FetchLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Arrival> waiting = new ArrayDeque<>();
  private long octets;
  private boolean complete;
  private boolean over;

  Handover(FetchLimits limits) {
    this.limits = limits;
  }

  /**
   * Leaves a message, as soon as there is room; one that is larger than all room passes alone.
   *
   * @return false if nobody takes messages any more; then it is still the caller's
   */
  boolean put(Arrival arrival) {
    lock.lock();
    try {
      while (!over && isFull(arrival.octets())) {
        changed.awaitUninterruptibly();
      }
      if (over) {
        return false;
      }
      waiting.add(arrival);
      octets += arrival.octets();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(long more) {
    return !waiting.isEmpty()
        && (waiting.size() >= limits.queueMessages() || octets + more > limits.queueOctets());
  }

  /** No more messages will come. */
  void complete() {
    lock.lock();
    try {
      complete = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for messages and takes what fits into one delivery; empty when no more will come. */
  List<Arrival> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !complete) {
        changed.awaitUninterruptibly();
      }
      List<Arrival> batch = new ArrayList<>();
      long taken = 0;
      for (Optional<Arrival> next = next(batch.size(), taken);
          next.isPresent();
          next = next(batch.size(), taken)) {
        batch.add(next.get());
        taken += next.get().octets();
      }
      changed.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Arrival> next(int count, long taken) {
    Arrival next = waiting.peek();
    boolean fits =
        next != null
            && (count == 0
                || (count < limits.batchMessages()
                    && taken + next.octets() <= limits.batchOctets()));
    if (!fits) {
      return Optional.empty();
    }
    waiting.remove();
    octets -= next.octets();
    return Optional.of(next);
  }

  /** Nobody takes messages any more: gives back those that are left. */
  List<Arrival> end() {
    lock.lock();
    try {
      over = true;
      List<Arrival> left = new ArrayList<>(waiting);
      waiting.clear();
      changed.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }
}
