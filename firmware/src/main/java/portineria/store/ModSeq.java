package portineria.store;

/** A modification sequence: 63 bits, never 0 for a message, RFC 7162 §3.1.1. */
public record ModSeq(long value) implements Comparable<ModSeq> {
  public static final ModSeq ZERO = new ModSeq(0);
  public static final ModSeq MAX = new ModSeq(Long.MAX_VALUE);

  public ModSeq {
    if (value < 0) {
      throw new IllegalArgumentException("not a modseq: " + value);
    }
  }

  @Override
  public int compareTo(ModSeq other) {
    return Long.compare(value, other.value);
  }
}
