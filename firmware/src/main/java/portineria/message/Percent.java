package portineria.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The percent encoding of parameters: {@code utf-8'it'caff%C3%A8} (RFC 2231 §4). */
final class Percent {
  private static final String SAFE = "!#$&+-.^_`{|}~";

  private Percent() {}

  /** The text of an extended value; without the two quotes the charset is guessed. */
  static String decode(String value) {
    int charsetEnd = value.indexOf('\'');
    int languageEnd = charsetEnd < 0 ? -1 : value.indexOf('\'', charsetEnd + 1);
    String charset = languageEnd < 0 ? "" : value.substring(0, charsetEnd);
    return MailCharset.decode(octets(value, languageEnd + 1), charset);
  }

  private static byte[] octets(String value, int start) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(value.length());
    for (int i = start; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%'
          && i + 2 < value.length()
          && HexFormat.isHexDigit(value.charAt(i + 1))
          && HexFormat.isHexDigit(value.charAt(i + 2))) {
        octets.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
        i += 2;
      } else {
        octets.write(c);
      }
    }
    return octets.toByteArray();
  }

  /** Octets as an extended value has them. */
  static String encode(String octets) {
    StringBuilder encoded = new StringBuilder(octets.length() + 16);
    for (byte octet : octets.getBytes(StandardCharsets.ISO_8859_1)) {
      char c = (char) (octet & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
