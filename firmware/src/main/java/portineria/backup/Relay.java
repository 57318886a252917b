package portineria.backup;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import portineria.backup.BackupFailed.Kind;

/**
 * Takes what the thread that runs restic tells to the thread of who waits for it, and knows who
 * wants its end.
 */
final class Relay implements Watch {
  private final Watch listener;
  private final BooleanSupplier closing;
  private final AtomicReference<String> last = new AtomicReference<>("");
  private final AtomicBoolean readsBack = new AtomicBoolean();
  private volatile String step = "";
  private volatile boolean reading;

  /** Who wanted its end first; under the lock of this. */
  private Optional<Ender> cancelled = Optional.empty();

  Relay(Watch listener, BooleanSupplier closing) {
    this.listener = listener;
    this.closing = closing;
  }

  @Override
  public void at(String line) {
    last.set(line);
    step = line;
  }

  /** How far it is, for whoever looks. */
  String step() {
    return step;
  }

  boolean isReadingBack() {
    return reading;
  }

  @Override
  public void readsBack() {
    readsBack.set(true);
    reading = true;
  }

  /** Whoever is gone is asked on any thread. */
  @Override
  public boolean isOver() {
    return ender().isPresent();
  }

  /** Who wants its end, if anybody does. */
  Optional<Ender> ender() {
    if (closing.getAsBoolean()) {
      cancel(Ender.CLOSING);
    } else if (listener.isOver()) {
      cancel(Ender.CALLER);
    }
    return first();
  }

  private synchronized Optional<Ender> first() {
    return cancelled;
  }

  /** Somebody else wants its end; who was first is remembered. */
  synchronized void cancel(Ender ender) {
    if (cancelled.isEmpty()) {
      cancelled = Optional.of(ender);
    }
  }

  /** What to say of its end. */
  BackupFailed ended(BackupFailed failed) {
    return failed.kind() == Kind.CANCELLED ? ender().orElse(Ender.CALLER).failed(failed) : failed;
  }

  /** On the thread of who waits. */
  void tell() {
    if (readsBack.getAndSet(false)) {
      listener.readsBack();
    }
    String line = last.getAndSet("");
    if (!line.isEmpty()) {
      listener.at(line);
    }
  }
}
