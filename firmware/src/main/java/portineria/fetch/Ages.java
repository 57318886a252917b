package portineria.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import portineria.store.Intake.Seen;
import portineria.store.Refusal;
import portineria.store.Store;

/**
 * How old things are, as far as the box's clock can be believed.
 *
 * @param clockTrusted while it is not, no age is certain
 */
public record Ages(Instant now, boolean clockTrusted, ClockDoubt doubt) {
  private static final String SETTING = "fetch.clock-doubt";

  /**
   * What ages are by now. Times may be written down from here on, so what the clock is worth is
   * remembered durably; the whole box shares one clock.
   */
  public static Ages asOf(TrustedClock clock, Store store) throws Refusal {
    synchronized (store) {
      boolean trusted = clock.isSynchronised();
      Instant now = clock.instant();
      ClockDoubt before = store.setting(SETTING).map(ClockDoubt::parse).orElse(ClockDoubt.NONE);
      ClockDoubt after = trusted ? before.closed(now) : before.opened(now);
      if (!after.equals(before)) {
        store.putSetting(SETTING, after.text());
      }
      return new Ages(now, trusted, after);
    }
  }

  /** Whether it is certain that a message has been here for so many days. */
  boolean isHereFor(Seen seen, int days) {
    return isPast(seen.fetched(), Duration.ofDays(days));
  }

  /**
   * Since when it is certain that a time is past that was written down as {@code written}; empty
   * while the clock is not set, for what was written since then.
   */
  public Optional<Instant> certain(Instant written) {
    return Optional.of(doubt.earliest(written)).filter(earliest -> !earliest.equals(Instant.MAX));
  }

  /** Whether it is certain that what bears the time {@code written} is at least so old. */
  public boolean isPast(Instant written, Duration age) {
    return clockTrusted && !doubt.earliest(written).isAfter(now.minus(age));
  }
}
