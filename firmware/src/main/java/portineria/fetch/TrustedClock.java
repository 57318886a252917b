package portineria.fetch;

import java.time.Instant;
import java.time.InstantSource;

/** The time, and whether it can be relied on: a Pi has no clock that runs while it is off. */
public interface TrustedClock extends InstantSource {
  /** Whether the box's clock was set by a time server. Nothing is deleted by age until it was. */
  boolean isSynchronised();

  @Override
  Instant instant();
}
