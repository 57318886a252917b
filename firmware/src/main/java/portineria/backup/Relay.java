package portineria.backup;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Takes what the thread that runs restic tells to the thread of who waits for it. */
final class Relay implements Watch {
  private final Watch listener;
  private final BooleanSupplier closing;
  private final AtomicReference<String> last = new AtomicReference<>("");

  Relay(Watch listener, BooleanSupplier closing) {
    this.listener = listener;
    this.closing = closing;
  }

  @Override
  public void at(String line) {
    last.set(line);
  }

  /** Whoever is gone is asked on any thread. */
  @Override
  public boolean isOver() {
    return closing.getAsBoolean() || listener.isOver();
  }

  /** On the thread of who waits. */
  void tell() {
    String line = last.getAndSet("");
    if (!line.isEmpty()) {
      listener.at(line);
    }
  }
}
