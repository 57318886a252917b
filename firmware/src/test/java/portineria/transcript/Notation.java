package portineria.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How octets are written in a transcript: text is UTF-8; a control character is its picture ({@code
 * ␀ ␍ ␊ ␉}); any other octet is {@code ⟨ff⟩}; {@code ␃} at the end of a line says that no CRLF
 * follows.
 */
final class Notation {
  private static final char PICTURES = '\u2400';
  private static final char NO_CRLF = '\u2403';
  private static final String WILDCARD = "...";

  private Notation() {}

  /** The octets that a line of a transcript stands for, with its CRLF. */
  static byte[] octets(String line) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    boolean open = !line.isEmpty() && line.charAt(line.length() - 1) == NO_CRLF;
    String text = (open ? line.substring(0, line.length() - 1) : line) + (open ? "" : "\r\n");
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '⟨') {
        octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 4;
        continue;
      }
      if (c >= PICTURES && c < PICTURES + 0x20) {
        octets.write(c - PICTURES);
      } else {
        octets.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
      i += Character.charCount(c);
    }
    return octets.toByteArray();
  }

  /** The line that {@code octets}, without their CRLF, are written as. */
  static String line(byte[] octets) {
    try {
      CharSequence text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      StringBuilder line = new StringBuilder();
      text.chars().forEach(c -> line.append(c < 0x20 ? (char) (PICTURES + c) : (char) c));
      return line.toString();
    } catch (CharacterCodingException notUtf8) {
      StringBuilder line = new StringBuilder();
      for (byte octet : octets) {
        line.append(octet < 0 ? "⟨" + HexFormat.of().toHexDigits(octet) + "⟩" : line(octet));
      }
      return line.toString();
    }
  }

  private static char line(byte ascii) {
    return (char) (ascii < 0x20 ? PICTURES + ascii : ascii);
  }

  /** Marks a line that the server did not end. */
  static String unended(String line) {
    return line + NO_CRLF;
  }

  /** Whether {@code line} is what was expected; {@code ...} stands for any text in a line. */
  static boolean matches(String expected, String line) {
    StringBuilder regex = new StringBuilder();
    for (String literal : expected.split(Pattern.quote(WILDCARD), -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(line).matches();
  }
}
