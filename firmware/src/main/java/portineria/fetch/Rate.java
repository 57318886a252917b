package portineria.fetch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Octets per second over the last few seconds: what the line gives now, not what it gave an hour
 * ago. Time is a parameter. For one thread.
 */
public final class Rate {
  private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long STEP_NANOS = Duration.ofMillis(250).toNanos();

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long octets) {}

  /**
   * Takes note of how many octets have come in all.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public void note(long nanos, long octets) {
    if (samples.size() >= 2 && nanos - beforeLast().nanos() < STEP_NANOS) {
      samples.removeLast();
    }
    samples.addLast(new Sample(nanos, octets));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  private Sample beforeLast() {
    Sample last = samples.removeLast();
    Sample before = samples.getLast();
    samples.addLast(last);
    return before;
  }

  /** 0 as long as there is nothing to go by. */
  public long octetsPerSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    long nanos = samples.getLast().nanos() - samples.getFirst().nanos();
    long octets = samples.getLast().octets() - samples.getFirst().octets();
    return nanos <= 0 ? 0 : (long) (octets * 1e9 / nanos);
  }

  /** How long so many octets will take; empty as long as nothing moves. */
  public Optional<Duration> left(long octets) {
    long rate = octetsPerSecond();
    return rate <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds((Math.max(0, octets) + rate - 1) / rate));
  }
}
