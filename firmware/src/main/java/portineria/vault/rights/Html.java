package portineria.vault.rights;

import java.net.URI;
import java.net.URISyntaxException;

/** Text that comes from outside, as it may stand in a page. */
final class Html {
  private Html() {}

  /** As text or as an attribute in quotes: nothing in it is markup, and controls are gone. */
  static String text(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(c, html));
    return html.toString();
  }

  private static void append(int c, StringBuilder html) {
    switch (c) {
      case '&' -> html.append("&amp;");
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      case '\n', '\t' -> html.append((char) c);
      case '\r' -> {}
      default -> html.appendCodePoint(isOdd(c) ? '\uFFFD' : c);
    }
  }

  private static boolean isOdd(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }

  /** A relative path as the address of a link. */
  static String link(String path) {
    try {
      return text(new URI(null, null, "./" + path, null).toASCIIString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no path: " + path, e);
    }
  }
}
