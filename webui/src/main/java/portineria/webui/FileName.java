package portineria.webui;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The name under which a browser keeps a file that came by mail. The sender has chosen it: nothing
 * in it leads to another folder, hides its end, or means something to a system.
 */
final class FileName {
  /** Characters; what every system takes, with room for a number behind it. */
  private static final int CHARS_MAX = 120;

  private static final String OF_SYSTEMS = "<>:\"/\\|?*";

  private FileName() {}

  /** {@code wanted} as it is safe; {@code otherwise} where nothing is left of it. */
  static String safe(String wanted, String otherwise) {
    StringBuilder name = new StringBuilder();
    wanted
        .codePoints()
        .map(c -> OF_SYSTEMS.indexOf(c) >= 0 ? '_' : c)
        .filter(c -> !isOdd(c))
        .forEach(name::appendCodePoint);
    // A name that begins with a dot is hidden, one that ends with it or a blank changes on Windows.
    String safe = name.toString().strip().replaceAll("^[. ]+|[. ]+$", "");
    return safe.isEmpty() ? otherwise : shortened(safe);
  }

  /** The end says what a file is: it stays. */
  private static String shortened(String name) {
    if (name.length() <= CHARS_MAX) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String end = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    int cut = CHARS_MAX - end.length();
    if (Character.isHighSurrogate(name.charAt(cut - 1))) {
      cut--;
    }
    return name.substring(0, cut) + end;
  }

  /** Controls, and characters that turn a line around: {@code exe.fdp} must not be read as pdf. */
  private static boolean isOdd(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** As a Content-Disposition: RFC 6266 §4.3, with the plain name for who knows no other. */
  static String disposition(String safe) {
    StringBuilder plain = new StringBuilder();
    safe.codePoints()
        .map(c -> c >= 0x20 && c < 0x7F && c != '"' && c != '%' ? c : '_')
        .forEach(plain::appendCodePoint);
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(safe);
  }

  /** RFC 8187 §3.2.1. */
  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      encoded.append(
          plain ? String.valueOf(c) : "%" + HexFormat.of().withUpperCase().toHexDigits(octet));
    }
    return encoded.toString();
  }
}
