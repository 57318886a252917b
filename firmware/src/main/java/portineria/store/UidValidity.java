package portineria.store;

/** A unique identifier validity value: 1 to 2^32 - 1, RFC 9051 §2.3.1.1. */
public record UidValidity(long value) {
  public UidValidity {
    if (value < 1 || value > Uid.MAX) {
      throw new IllegalArgumentException("not a UIDVALIDITY: " + value);
    }
  }
}
