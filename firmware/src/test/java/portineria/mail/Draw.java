package portineria.mail;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one message: everything about it follows from the seed and its number. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed, long number) {
    this.random = new SplittableRandom(mixed(seed, number));
  }

  /** Spreads neighbouring numbers over all values, so that they share nothing. */
  static long mixed(long seed, long number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + number;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to below {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A size as files and letters have them: lognormal around a median. */
  int size(int median, double spread, int most) {
    double size = median * Math.exp(spread * random.nextGaussian());
    return (int) Math.clamp(size, 1, most);
  }

  byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }

  String hex(int digits) {
    StringBuilder hex = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      hex.append("0123456789abcdef".charAt(random.nextInt(16)));
    }
    return hex.toString();
  }
}
