package portineria.message;

import java.util.HashMap;
import java.util.Map;

/** The named characters of HTML that mail is full of: those of Latin-1 and the typographic ones. */
final class HtmlEntities {
  static final int NAME_CHARS_MAX = 10;

  /** U+00A0 to U+00FF in order. */
  private static final String LATIN_1 =
      """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr
      deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest
      Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml
      ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig
      agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml
      eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """;

  private static final Map<String, String> NAMED = named();

  private HtmlEntities() {}

  /** The character of {@code egrave} or {@code #232} or {@code #xE8}; empty if there is none. */
  static String character(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int codePoint = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(codePoint) && codePoint > 0
          ? Character.toString(codePoint)
          : "";
    } catch (NumberFormatException noNumber) {
      return "";
    }
  }

  private static Map<String, String> named() {
    Map<String, String> named =
        new HashMap<>(
            Map.of(
                "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "euro", "\u20ac",
                "ndash", "\u2013", "mdash", "\u2014", "hellip", "\u2026", "bull", "\u2022"));
    named.putAll(
        Map.of("lsquo", "\u2018", "rsquo", "\u2019", "ldquo", "\u201c", "rdquo", "\u201d"));
    int codePoint = 0xa0;
    for (String name : LATIN_1.split("\\s+")) {
      named.put(name, Character.toString(codePoint++));
    }
    named.put("nbsp", " ");
    return named;
  }
}
