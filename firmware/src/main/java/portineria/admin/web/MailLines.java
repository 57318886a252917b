package portineria.admin.web;

/** What a message says of itself, as one line of a page. */
final class MailLines {
  /** Of a list of a hundred recipients one knows enough by some. */
  private static final int CHARS_MAX = 500;

  private MailLines() {}

  /** No controls, and none that turn a line around. */
  static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(CHARS_MAX).map(c -> isOdd(c) ? ' ' : c).forEach(line::appendCodePoint);
    String stripped = line.toString().strip();
    return text.codePointCount(0, text.length()) > CHARS_MAX ? stripped + "…" : stripped;
  }

  private static boolean isOdd(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
