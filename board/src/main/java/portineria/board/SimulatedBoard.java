package portineria.board;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A board without wires: its lights can be read and its button pressed. Its contact does not
 * bounce. Safe for many threads.
 */
public final class SimulatedBoard implements Board {
  /** A contact may be seen later than it opens: it is held longer, not shorter, than was said. */
  private static final Duration LATENESS = Duration.ofMillis(300);

  private final Set<Light> lit = EnumSet.noneOf(Light.class);
  private final List<Runnable> knocks = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  @Override
  public void light(Light light, boolean on) {
    synchronized (lit) {
      if (on) {
        lit.add(light);
      } else {
        lit.remove(light);
      }
    }
  }

  /** The lights that are on. */
  public Set<Light> lit() {
    synchronized (lit) {
      return EnumSet.copyOf(lit);
    }
  }

  /** Closes the contact. */
  public void press() {
    contact(true);
  }

  /** Opens it. */
  public void release() {
    contact(false);
  }

  /** Presses the button for so long, and waits until it is let go. */
  public void hold(Duration length) throws InterruptedException {
    press();
    try {
      Thread.sleep(length.plus(LATENESS));
    } finally {
      release();
    }
  }

  private void contact(boolean now) {
    closed = now;
    knocks.forEach(Runnable::run);
  }

  @Override
  public boolean isPressed() {
    return closed;
  }

  @Override
  public void onContact(Runnable knock) {
    knocks.add(knock);
  }

  @Override
  public void close() {
    knocks.clear();
  }
}
