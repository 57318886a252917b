package portineria.imap;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Puts positions in order by numbers, without an object for each. */
final class Order {
  private Order() {}

  /** 0, 1, 2, … */
  static int[] natural(int count) {
    return IntStream.range(0, count).toArray();
  }

  /**
   * The positions of {@code order} by their values, the smallest first or last; those with the same
   * value stay as they are to each other. A value and its place are packed into one long.
   */
  static int[] by(long[] values, boolean reverse, int[] order) {
    if (order.length < 2) {
      return order;
    }
    long smallest = Arrays.stream(values).min().orElseThrow();
    long largest = Arrays.stream(values).max().orElseThrow();
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(order.length);
    long range = largest - smallest;
    if (range < 0 || range >= 1L << (Long.SIZE - 1 - bits)) {
      return by(ranks(values), reverse, order);
    }
    long[] packed = new long[order.length];
    for (int place = 0; place < order.length; place++) {
      long value = values[order[place]];
      packed[place] = ((reverse ? largest - value : value - smallest) << bits) | place;
    }
    Arrays.sort(packed);
    int[] sorted = new int[order.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = order[(int) (packed[i] & ((1L << bits) - 1))];
    }
    return sorted;
  }

  /** Dates of any year are too far from each other to be packed; their ranks are not. */
  private static long[] ranks(long[] values) {
    long[] distinct = Arrays.stream(values).distinct().sorted().toArray();
    return Arrays.stream(values).map(value -> Arrays.binarySearch(distinct, value)).toArray();
  }
}
