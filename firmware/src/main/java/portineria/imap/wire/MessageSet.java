package portineria.imap.wire;

import java.util.Arrays;

/**
 * Messages as a client names them, before it is known what the numbers stand for: RFC 9051 §9,
 * sequence-set.
 */
public sealed interface MessageSet {

  /** The result that the last SEARCH saved: {@code $}, RFC 5182 §2.1. */
  record Saved() implements MessageSet {}

  /** Ranges of numbers, in the client's order. */
  final class Ranges implements MessageSet {
    /** Stands for {@code *}, the largest number in use. */
    public static final long LARGEST = Long.MAX_VALUE;

    /** {@code *} alone. */
    private final long[] bounds;

    Ranges(long[] bounds) {
      this.bounds = bounds;
    }

    /** From {@code 1} to {@code *}. */
    public static Ranges all() {
      return new Ranges(new long[] {1, LARGEST});
    }

    public int count() {
      return bounds.length / 2;
    }

    /** One end of a range; it may be the greater one. */
    public long from(int range) {
      return bounds[2 * range];
    }

    /** The other end. */
    public long to(int range) {
      return bounds[2 * range + 1];
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ranges ranges && Arrays.equals(ranges.bounds, bounds);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count(); i++) {
        text.append(i == 0 ? "" : ",").append(number(from(i)));
        if (to(i) != from(i)) {
          text.append(':').append(number(to(i)));
        }
      }
      return text.toString();
    }

    private static String number(long bound) {
      return bound == LARGEST ? "*" : Long.toString(bound);
    }
  }
}
