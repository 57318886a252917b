package portineria.imap;

/** Letters without their case, for SEARCH: RFC 9051 §6.4.4. */
final class Folding {
  private Folding() {}

  static String fold(String text) {
    char[] folded = text.toCharArray();
    fold(folded, 0, folded.length);
    return new String(folded);
  }

  /** Twice, because some letters have two small forms and one capital. */
  static void fold(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c >= 'A' && c <= 'Z') {
        text[i] = (char) (c + 32);
      } else if (c >= 0x80) {
        text[i] = Character.toLowerCase(Character.toUpperCase(c));
      }
    }
  }
}
