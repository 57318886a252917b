package portineria.fetch.pop3;

import java.util.Locale;

/**
 * The first line of an answer: {@code +OK} or {@code -ERR}, perhaps a response code, and words: RFC
 * 1939 §3, RFC 2449 §8.
 *
 * @param code in capitals, without brackets; empty where there is none
 * @param text the server's words, safe to show
 */
record Reply(boolean ok, String code, String text) {
  /** Characters of a server's words that are shown. */
  private static final int TEXT_MAX = 200;

  /** Reads a line; anything that is neither {@code +OK} nor {@code -ERR} is not POP3. */
  static Reply parse(String line, String to) throws UpstreamTrouble {
    boolean ok = startsWith(line, "+OK");
    if (!ok && !startsWith(line, "-ERR")) {
      throw new UpstreamTrouble(
          UpstreamTrouble.Kind.PROTOCOL,
          "The server answered \"" + printable(line) + "\" to " + to + ", which is not POP3.");
    }
    String text = line.substring(ok ? 3 : 4).strip();
    String code = "";
    int end = text.indexOf(']');
    if (text.startsWith("[") && end > 0) {
      code = text.substring(1, end).strip().toUpperCase(Locale.ROOT);
    }
    return new Reply(ok, code, printable(text));
  }

  private static boolean startsWith(String line, String word) {
    return line.regionMatches(true, 0, word, 0, word.length())
        && (line.length() == word.length() || line.charAt(word.length()) <= ' ');
  }

  /** Bounded, and without what could confuse a terminal or a log. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < TEXT_MAX; i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || (c >= 0x7F && c < 0xA0) ? '?' : c);
    }
    return shown.append(text.length() > TEXT_MAX ? "…" : "").toString();
  }

  /** In a sentence: what the server said, or that it said nothing. */
  String words() {
    return text.isEmpty() ? "without a reason" : "\"" + text + "\"";
  }
}
