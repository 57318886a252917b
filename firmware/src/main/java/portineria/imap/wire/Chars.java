package portineria.imap.wire;

/** Which octets may stand where: the terminals of RFC 9051 §9. */
final class Chars {
  private static final int ATOM = 1;
  private static final int ASTRING = 2;
  private static final int LIST = 4;
  private static final int TAG = 8;
  private static final byte[] CLASSES = new byte[128];

  static {
    for (int c = 0x21; c < 0x7F; c++) {
      boolean special = "(){%*\"\\]".indexOf(c) >= 0;
      int classes = special ? 0 : ATOM | ASTRING | LIST;
      if (c == ']') {
        classes = ASTRING | LIST;
      } else if (c == '%' || c == '*') {
        classes = LIST;
      }
      if ((classes & ASTRING) != 0 && c != '+') {
        classes |= TAG;
      }
      CLASSES[c] = (byte) classes;
    }
  }

  private Chars() {}

  private static boolean is(int c, int wanted) {
    return c >= 0 && c < 128 && (CLASSES[c] & wanted) != 0;
  }

  /** ATOM-CHAR. */
  static boolean isAtom(int c) {
    return is(c, ATOM);
  }

  /** ASTRING-CHAR. */
  static boolean isAstring(int c) {
    return is(c, ASTRING);
  }

  /** list-char. */
  static boolean isList(int c) {
    return is(c, LIST);
  }

  /** What a tag is made of. */
  static boolean isTag(int c) {
    return is(c, TAG);
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Whether the whole of {@code text} is a non-empty atom. */
  static boolean isAtom(String text) {
    return !text.isEmpty() && text.chars().allMatch(Chars::isAtom);
  }
}
