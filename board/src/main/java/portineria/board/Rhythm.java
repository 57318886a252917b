package portineria.board;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How a light goes on and out: lit, dark, lit, dark, … for so long each, again and again.
 *
 * @param steps a single one is a steady light
 */
public record Rhythm(List<Duration> steps) {
  /** Shorter, it can't be seen; longer, nobody waits for it. */
  static final Duration SHORTEST = Duration.ofMillis(20);

  static final Duration LONGEST = Duration.ofSeconds(10);
  static final int STEPS_MAX = 16;

  /** Of a light that is on all the time. */
  static final Rhythm STEADY = of(1000);

  public Rhythm {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > STEPS_MAX || (steps.size() > 1 && steps.size() % 2 > 0)) {
      throw new IllegalArgumentException(
          "a rhythm has 1 step, or pairs of lit and dark, " + STEPS_MAX + " steps at the most");
    }
    for (Duration step : steps) {
      if (step.compareTo(SHORTEST) < 0 || step.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a step takes " + SHORTEST.toMillis() + " to " + LONGEST.toMillis() + " ms");
      }
    }
  }

  /** What one sees of it, in English. */
  public String english() {
    return switch (look()) {
      case STEADY -> "steady";
      case WINKS -> "on, with a short wink";
      case SLOW -> "blinks slowly";
      case EVEN -> "blinks";
      case FAST -> "blinks fast";
      case FLASHES -> steps.size() / 2 + " short flashes, a pause";
    };
  }

  /** And in Italian. */
  public String italian() {
    return switch (look()) {
      case STEADY -> "fissa";
      case WINKS -> "accesa, si spegne un attimo";
      case SLOW -> "lampeggia lentamente";
      case EVEN -> "lampeggia";
      case FAST -> "lampeggia in fretta";
      case FLASHES -> steps.size() / 2 + " lampi brevi, poi pausa";
    };
  }

  private enum Look {
    STEADY,
    WINKS,
    SLOW,
    EVEN,
    FAST,
    FLASHES
  }

  private Look look() {
    if (steps.size() != 2) {
      return steps.size() == 1 ? Look.STEADY : Look.FLASHES;
    }
    if (steps.getFirst().compareTo(steps.getLast().multipliedBy(10)) >= 0) {
      return Look.WINKS;
    }
    long millis = Duration.ofNanos(round()).toMillis();
    return millis > 1500 ? Look.SLOW : millis < 400 ? Look.FAST : Look.EVEN;
  }

  static Rhythm of(long... milliseconds) {
    return new Rhythm(Arrays.stream(milliseconds).mapToObj(Duration::ofMillis).toList());
  }

  /** Nanoseconds until it begins again. */
  long round() {
    return steps.stream().mapToLong(Duration::toNanos).sum();
  }

  /** Whether it is lit so many nanoseconds after it began. */
  boolean isLit(long nanos) {
    return steps.size() == 1 || stepAt(nanos).number % 2 == 0;
  }

  /** Nanoseconds from then until it changes. */
  long untilChange(long nanos) {
    return steps.size() == 1 ? Long.MAX_VALUE : stepAt(nanos).left;
  }

  private record Step(int number, long left) {}

  private Step stepAt(long nanos) {
    long left = Math.floorMod(nanos, round());
    int number = 0;
    while (left >= steps.get(number).toNanos()) {
      left -= steps.get(number).toNanos();
      number++;
    }
    return new Step(number, steps.get(number).toNanos() - left);
  }
}
