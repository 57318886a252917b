package portineria.store;

/** A unique identifier: 1 to 2^32 - 1, RFC 9051 §2.3.1.1. */
public record Uid(long value) implements Comparable<Uid> {
  public static final long MAX = 0xFFFF_FFFFL;

  public Uid {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException("not a UID: " + value);
    }
  }

  @Override
  public int compareTo(Uid other) {
    return Long.compare(value, other.value);
  }
}
