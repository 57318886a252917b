package portineria.store.sqlite.view;

/** Counters of a whole view, carried along from version to version. Immutable. */
final class Totals {
  static final Totals NONE = new Totals(new int[Long.SIZE], 0);

  private final int[] withBit;
  private final long octets;

  private Totals(int[] withBit, long octets) {
    this.withBit = withBit;
    this.octets = octets;
  }

  int with(int bit) {
    return withBit[bit];
  }

  long octets() {
    return octets;
  }

  Totals plus(Chunk chunk) {
    return with(chunk, 1);
  }

  Totals minus(Chunk chunk) {
    return with(chunk, -1);
  }

  private Totals with(Chunk chunk, int step) {
    int[] counts = withBit.clone();
    long sum = octets;
    for (int at = 0; at < chunk.count(); at++) {
      for (long rest = chunk.flags[at]; rest != 0; rest &= rest - 1) {
        counts[Long.numberOfTrailingZeros(rest)] += step;
      }
      sum += step * chunk.fixed.size(at);
    }
    return new Totals(counts, sum);
  }
}
