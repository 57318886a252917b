package portineria.message;

/**
 * A range of a message's octets, counted from the message's first octet whatever the depth of the
 * part that it belongs to.
 */
public record Extent(long start, long length) {
  public Extent {
    if (start < 0 || length < 0) {
      throw new IllegalArgumentException("extent " + start + "+" + length);
    }
  }

  static Extent between(long start, long end) {
    return new Extent(start, end - start);
  }

  /** The position after the last octet. */
  public long end() {
    return start + length;
  }

  /** These octets of {@code message}. */
  public Octets of(Octets message) {
    return message.slice(start, length);
  }
}
