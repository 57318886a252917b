package portineria.message;

/**
 * Walks once over a field value: octets as chars, no CR, LF or NUL.
 *
 * <p>It never goes back, so a hostile value costs no more than its length. It takes any sequence of
 * chars so that a test can count how often each one is looked at.
 */
final class Lexer {
  static final char END = '\0';

  private final CharSequence value;
  private int at;

  Lexer(CharSequence value) {
    this.value = value;
  }

  boolean atEnd() {
    return at >= value.length();
  }

  /** The next char, or {@link #END}. */
  char peek() {
    return at < value.length() ? value.charAt(at) : END;
  }

  char next() {
    return at < value.length() ? value.charAt(at++) : END;
  }

  int position() {
    return at;
  }

  /** What lies between an earlier position and here. */
  String since(int start) {
    return value.subSequence(start, at).toString();
  }

  void skipBlanks() {
    while (at < value.length() && blank(value.charAt(at))) {
      at++;
    }
  }

  /** Steps over all chars up to one of {@code stops}, no letters, or the end, and gives them. */
  String until(String stops) {
    int start = at;
    int end = value.length();
    while (at < end) {
      char c = value.charAt(at);
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (!letter && stops.indexOf(c) >= 0) {
        break;
      }
      at++;
    }
    return value.subSequence(start, at).toString();
  }

  /** At a quote: the quoted string without quotes and backslashes; the end closes it too. */
  String quoted() {
    next();
    StringBuilder text = new StringBuilder();
    while (!atEnd()) {
      char c = next();
      if (c == '"') {
        break;
      }
      text.append(c == '\\' && !atEnd() ? next() : c);
    }
    return text.toString();
  }

  /** At an open parenthesis: the comment without the outer ones; the end closes all. */
  String comment() {
    next();
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (!atEnd()) {
      char c = next();
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        break;
      } else if (c == '\\' && !atEnd()) {
        c = next();
      }
      text.append(c);
    }
    return text.toString();
  }

  static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The first word of a value, before blanks, comments and separators. */
  static String token(CharSequence value) {
    Lexer in = new Lexer(value);
    in.skipBlanks();
    while (in.peek() == '(') {
      in.comment();
      in.skipBlanks();
    }
    return in.peek() == '"' ? in.quoted().strip() : in.until(" \t;,()\"");
  }

  /** Lower case of ASCII letters alone: the octets beyond are not letters yet. */
  static String lower(String octets) {
    StringBuilder lower = new StringBuilder(octets.length());
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return lower.toString();
  }
}
