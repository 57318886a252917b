package portineria.store.sqlite.view;

/** Counters of a whole view, carried along from version to version. */
record Totals(int[] withBit, long octets) {
  static final Totals NONE = new Totals(new int[Long.SIZE], 0);

  int with(int bit) {
    return withBit[bit];
  }

  Totals plus(Chunk chunk) {
    int[] counts = withBit.clone();
    long sum = octets;
    for (int at = 0; at < chunk.count(); at++) {
      count(counts, chunk.flags[at], 1);
      sum += chunk.fixed.size(at);
    }
    return new Totals(counts, sum);
  }

  Totals minus(Chunk chunk) {
    int[] counts = withBit.clone();
    long sum = octets;
    for (int at = 0; at < chunk.count(); at++) {
      count(counts, chunk.flags[at], -1);
      sum -= chunk.fixed.size(at);
    }
    return new Totals(counts, sum);
  }

  private static void count(int[] counts, long bits, int step) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      counts[Long.numberOfTrailingZeros(rest)] += step;
    }
  }
}
