package portineria.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The octets of a message while it is being written. */
final class MailBuffer {
  private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});

  private final ByteArrayOutputStream octets = new ByteArrayOutputStream(8192);

  /** One char, one octet. */
  MailBuffer raw(String chars) {
    octets.writeBytes(chars.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  MailBuffer raw(byte[] bytes) {
    octets.writeBytes(bytes);
    return this;
  }

  /** A line in ASCII, with its end. */
  MailBuffer line(String line) {
    return raw(line).raw("\r\n");
  }

  MailBuffer field(String name, String value) {
    return line(name + ": " + value);
  }

  /** Lines of 76 with a line end after the last. */
  MailBuffer base64(byte[] content) {
    octets.writeBytes(BASE64.encode(content));
    return content.length == 0 ? this : raw("\r\n");
  }

  /** RFC 2045 §6.7; line ends in the content are CRLF and stay. */
  MailBuffer quotedPrintable(byte[] content) {
    StringBuilder encoded = new StringBuilder(content.length + content.length / 4);
    int column = 0;
    for (int i = 0; i < content.length; i++) {
      int octet = content[i] & 0xff;
      if (octet == '\r' || octet == '\n') {
        encoded.append((char) octet);
        column = 0;
        continue;
      }
      boolean atLineEnd = i + 1 == content.length || content[i + 1] == '\r';
      boolean plain = (octet >= 33 && octet <= 126 && octet != '=') || (octet == ' ' && !atLineEnd);
      if (column >= 73) {
        encoded.append("=\r\n");
        column = 0;
      }
      if (plain) {
        encoded.append((char) octet);
        column++;
      } else {
        encoded.append('=').append(hex(octet >> 4)).append(hex(octet & 15));
        column += 3;
      }
    }
    return raw(encoded.toString());
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }

  byte[] toBytes() {
    return octets.toByteArray();
  }
}
