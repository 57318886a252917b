package portineria.message;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Text as it is put in order and compared for being the same: i;unicode-casemap, RFC 5051 §2, as
 * I18NLEVEL=1 wants it (RFC 5255 §4.4). Each character becomes its titlecase and is taken apart;
 * the octets of its UTF-8 decide. For what a search looks through there is {@link Folding}, which
 * drops marks too: in an order they count.
 */
final class Casemap {
  private Casemap() {}

  /** The octets to compare, one to a char, so that {@link String#compareTo} orders them. */
  static String key(String text) {
    int ascii = 0;
    while (ascii < text.length() && text.charAt(ascii) < 128) {
      ascii++;
    }
    StringBuilder key = new StringBuilder(text.length() + 8);
    for (int i = 0; i < ascii; i++) {
      char c = text.charAt(i);
      key.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    if (ascii < text.length()) {
      append(text.substring(ascii), key);
    }
    return key.toString();
  }

  private static void append(String text, StringBuilder key) {
    StringBuilder mapped = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      String title = Character.toString(Character.toTitleCase(c));
      mapped.append(Normalizer.normalize(title, Normalizer.Form.NFKD));
    }
    byte[] octets = mapped.toString().getBytes(StandardCharsets.UTF_8);
    key.append(new String(octets, StandardCharsets.ISO_8859_1));
  }
}
