package portineria.backup;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Takes what the thread that runs restic tells to the thread of who waits for it. */
final class Relay implements Watch {
  private final Watch listener;
  private final BooleanSupplier closing;
  private final AtomicReference<String> last = new AtomicReference<>("");
  private final AtomicBoolean readsBack = new AtomicBoolean();
  private volatile boolean cancelled;

  Relay(Watch listener, BooleanSupplier closing) {
    this.listener = listener;
    this.closing = closing;
  }

  @Override
  public void at(String line) {
    last.set(line);
  }

  @Override
  public void readsBack() {
    readsBack.set(true);
  }

  /** Whoever is gone is asked on any thread. */
  @Override
  public boolean isOver() {
    return cancelled || closing.getAsBoolean() || listener.isOver();
  }

  /** Somebody else wants its end. */
  void cancel() {
    cancelled = true;
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
