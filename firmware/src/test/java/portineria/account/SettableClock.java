package portineria.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
final class SettableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void forward(Duration by) {
    now = now.plus(by);
  }
}
