package portineria.imap.wire;

import java.util.Optional;

/**
 * A literal as its line announces it: {@code {size}}, or {@code {size+}} where the client does not
 * wait (RFC 9051 §4.3, RFC 7888 §4), with {@code ~} before it where NUL may occur (RFC 3516 §4.1).
 */
public record Literal(long size, boolean synchronising, boolean binary) {
  /** More digits are no size of anything. */
  private static final int DIGITS_MAX = 18;

  public Literal {
    if (size < 0) {
      throw new IllegalArgumentException("a literal of " + size);
    }
  }

  /** The announcement that begins at {@code at} and ends with the line. */
  static Optional<Literal> parse(byte[] line, int at) {
    boolean binary = at < line.length && line[at] == '~';
    int i = binary ? at + 1 : at;
    if (i >= line.length || line[i] != '{') {
      return Optional.empty();
    }
    long size = 0;
    int digits = 0;
    for (i++; i < line.length && Chars.isDigit(line[i]); i++) {
      size = 10 * size + (line[i] - '0');
      if (++digits > DIGITS_MAX) {
        return Optional.empty();
      }
    }
    boolean plus = i < line.length && line[i] == '+';
    i += plus ? 1 : 0;
    if (digits == 0 || i != line.length - 1 || line[i] != '}') {
      return Optional.empty();
    }
    return Optional.of(new Literal(size, !plus, binary));
  }

  /** The announcement that ends {@code line}, wherever it begins. */
  static Optional<Literal> atEnd(byte[] line) {
    int i = line.length - 1;
    if (i < 2 || line[i] != '}') {
      return Optional.empty();
    }
    i--;
    while (i > 0 && (Chars.isDigit(line[i]) || line[i] == '+')) {
      i--;
    }
    return parse(line, i);
  }
}
