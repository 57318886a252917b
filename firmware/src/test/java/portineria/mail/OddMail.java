package portineria.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes mail odd: what real mailboxes hold although no standard allows it. */
final class OddMail {
  /** How many kinds {@link #of} knows. */
  static final int KINDS = 30;

  private final Draw draw;

  OddMail(Draw draw) {
    this.draw = draw;
  }

  byte[] of(byte[] message) {
    return of(draw.below(KINDS), message);
  }

  byte[] of(int kind, byte[] message) {
    return switch (kind) {
      case 0 -> latin(text(message).replace("\r\n", "\n"));
      case 1 -> latin(text(message).replace("\r\n", "\r"));
      case 2 -> mixedLineEnds(message);
      case 3 -> latin(text(message).replaceFirst("\r\n\r\n", "\r\n"));
      case 4 -> latin(text(message).stripTrailing());
      case 5 -> insert(message, "\0\0 NUL \0");
      case 6 -> insert(message, "\r bare \r\r\n\n");
      case 7 -> insert(message, "\r\n" + "x".repeat(10_000) + "\r\n");
      case 8 -> insert(message, "\r\n.\r\n..\r\n.dot\r\n");
      case 9 -> new byte[0];
      case 10 -> latin(head(message));
      case 11 -> latin(head(message) + "\r\n\r\n");
      case 12 -> latin(text(message).replaceAll("(?m)^--(.*)--\r$", "\r"));
      case 13 -> latin(text(message).replaceAll("\r\n boundary=[^;\r]*", ""));
      case 14 -> latin(text(message).replaceAll("(?m)^--.*\r$", "\r"));
      case 15 -> latin(text(message).replaceAll("Content-Type: [^;\r]*", brokenType()));
      case 16 -> first(message, "Subject: perch\u00e9 \u00e8 cos\u00ec\r\n");
      case 17 -> first(message, "From: other@x.example\r\nContent-Type: text/html\r\n");
      case 18 -> latin(text(message).replaceAll("(?m)^(From|Date|Message-ID):", "X-Gone:"));
      case 19 -> first(message, "From info@x.example Thu Mar 12 09:12:44 2026\r\n");
      case 20 -> latin("Just a text.\r\n\r\nNo header at all: nothing.\r\n");
      case 21 -> latin(text(message).replaceAll("Encoding: [\\w-]+", "Encoding: x-uuencode"));
      case 22 -> Arrays.copyOf(message, draw.below(message.length));
      case 23 -> first(message, "Received: from a by b; bad date\r\n".repeat(200));
      case 24 -> first(message, "X-Long: " + "0123456789 ".repeat(9_000) + "\r\n");
      case 25 -> nested(draw.between(10, 30));
      case 26 -> latin(text(message).replaceFirst("(?m)^Date: .*$", "Date: tomorrow\r"));
      case 27 -> latin(text(message).replaceAll("charset=[^;\r]*", "charset=x-martian"));
      case 28 ->
          latin(text(message).replaceFirst("\r\nTo: ", "\r\nTo:\r\n \t\r\n undisclosed: ;,"));
      default -> flipped(message);
    };
  }

  private String brokenType() {
    return "Content-Type: " + draw.of("text", "multipart", ";", "text/", "/plain", "a/b/c", "\"");
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(byte[] message) {
    String text = text(message);
    int end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.substring(0, end);
  }

  private static byte[] first(byte[] message, String fields) {
    return latin(fields + text(message));
  }

  private byte[] insert(byte[] message, String what) {
    String text = text(message);
    int at = draw.below(text.length() + 1);
    return latin(text.substring(0, at) + what + text.substring(at));
  }

  private byte[] mixedLineEnds(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
    for (byte octet : message) {
      if (octet != '\r' || draw.chance(0.7)) {
        out.write(octet);
      }
    }
    return out.toByteArray();
  }

  /** Multiparts inside of each other; each boundary is the beginning of the next. */
  private byte[] nested(int depth) {
    StringBuilder text = new StringBuilder("From: a@x.example\r\nMIME-Version: 1.0\r\n");
    for (int i = 1; i <= depth; i++) {
      String boundary = "b".repeat(i);
      text.append("Content-Type: multipart/mixed; boundary=").append(boundary);
      text.append("\r\n\r\n--").append(boundary).append("\r\n");
    }
    text.append("\r\ninnermost\r\n");
    for (int i = depth; i > depth / 2; i--) {
      text.append("--").append("b".repeat(i)).append("--\r\n");
    }
    return latin(text.toString());
  }

  private byte[] flipped(byte[] message) {
    byte[] flipped = message.clone();
    for (int i = 0; i < 1 + message.length / 500; i++) {
      flipped[draw.below(flipped.length)] = (byte) draw.below(256);
    }
    return flipped;
  }
}
