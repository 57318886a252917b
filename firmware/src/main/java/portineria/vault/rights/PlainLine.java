package portineria.vault.rights;

/** What a message says, as a piece of one line: no controls, and none that turn a line around. */
final class PlainLine {
  /** Of a list of a hundred recipients one knows enough by some. */
  static final int CHARS_MAX = 300;

  private PlainLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(CHARS_MAX).map(c -> isOdd(c) ? ' ' : c).forEach(line::appendCodePoint);
    return text.codePointCount(0, text.length()) > CHARS_MAX ? line + "…" : line.toString();
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
