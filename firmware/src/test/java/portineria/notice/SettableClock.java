package portineria.notice;

import java.time.Duration;
import java.time.Instant;
import portineria.fetch.TrustedClock;

/** A clock that stands until it is moved. */
final class SettableClock implements TrustedClock {
  private volatile Instant now;

  SettableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public boolean isSynchronised() {
    return true;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void set(Instant time) {
    now = time;
  }
}
