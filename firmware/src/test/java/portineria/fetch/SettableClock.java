package portineria.fetch;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands until it is moved. */
final class SettableClock implements TrustedClock {
  private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private volatile boolean synchronised = true;

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public boolean isSynchronised() {
    return synchronised;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void synchronised(boolean is) {
    synchronised = is;
  }
}
