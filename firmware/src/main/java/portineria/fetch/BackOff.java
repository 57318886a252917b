package portineria.fetch;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import portineria.fetch.pop3.UpstreamTrouble.Kind;

/** How long a source rests after a session. */
final class BackOff {
  /** Providers lock an account after a handful of wrong passwords within minutes. */
  private static final List<Duration> WRONG_PASSWORD = minutes(5, 15, 60);

  private static final List<Duration> LOGIN_DELAY = minutes(5, 10, 15);
  private static final List<Duration> IN_USE = minutes(1, 1, 2, 5);
  private static final List<Duration> UNREACHABLE = minutes(1, 1, 2, 5, 10);
  private static final List<Duration> TEMPORARY = minutes(2, 5, 10, 15);
  private static final List<Duration> UNTIL_MENDED = minutes(5, 15, 60);

  /** So that the sources of one box, and the boxes of one office, do not knock all at once. */
  private static final double JITTER = 0.1;

  private BackOff() {}

  /**
   * The rest after a failure; never shorter than what the person asked for.
   *
   * @param failures how often in a row it failed in this way, 1 at the least
   */
  static Duration after(Kind kind, int failures, Duration every) {
    List<Duration> rests =
        switch (kind) {
          case UNREACHABLE -> UNREACHABLE;
          case INSECURE, PERMANENT, PROTOCOL -> UNTIL_MENDED;
          case AUTHENTICATION -> WRONG_PASSWORD;
          case LOGIN_DELAY -> LOGIN_DELAY;
          case IN_USE -> IN_USE;
          case TEMPORARY -> TEMPORARY;
        };
    Duration rest = rests.get(Math.min(failures, rests.size()) - 1);
    boolean first = kind == Kind.UNREACHABLE && failures == 1;
    return first || rest.compareTo(every) < 0 ? every : rest;
  }

  /** Somewhat more or less, by chance. */
  static Duration jittered(Duration rest, RandomGenerator random) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofNanos((long) (rest.toNanos() * factor));
  }

  private static List<Duration> minutes(int... minutes) {
    return Arrays.stream(minutes).mapToObj(Duration::ofMinutes).toList();
  }
}
