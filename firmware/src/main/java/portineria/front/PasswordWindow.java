package portineria.front;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time in which the administrator's password may be set anew: some minutes after the button was
 * held for ten seconds. It is measured by a clock that only goes forward, because the time of day
 * of a box without a battery jumps. Safe for many threads.
 */
public final class PasswordWindow {
  /** To walk from the box to a computer. */
  public static final Duration OPEN = Duration.ofMinutes(10);

  private final LongSupplier nanos;

  /** Guarded by this object. */
  private boolean opened;

  private long openedAt;

  PasswordWindow(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Opens it, or keeps it open for longer. */
  public synchronized void open() {
    opened = true;
    openedAt = nanos.getAsLong();
  }

  /** It was used, and serves once. */
  public synchronized void shut() {
    opened = false;
  }

  /** For how long it stays open; zero where it is not. */
  public synchronized Duration left() {
    Duration age = Duration.ofNanos(nanos.getAsLong() - openedAt);
    return opened && age.compareTo(OPEN) < 0 ? OPEN.minus(age) : Duration.ZERO;
  }

  public boolean isOpen() {
    return !left().isZero();
  }
}
