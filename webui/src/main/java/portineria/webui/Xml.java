package portineria.webui;

/** Text within XML: XML 1.0 §2.2, §2.4. */
final class Xml {
  static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private Xml() {}

  /** {@code text} as it stands in an element; what no XML can hold is left out. */
  static String text(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(Xml::isCharacter)
        .forEach(
            one -> {
              switch (one) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(one);
              }
            });
    return out.toString();
  }

  private static boolean isCharacter(int one) {
    return one == '\t'
        || one == '\n'
        || one == '\r'
        || (one >= 0x20 && one <= 0xD7FF)
        || (one >= 0xE000 && one <= 0xFFFD)
        || one >= 0x10000;
  }
}
