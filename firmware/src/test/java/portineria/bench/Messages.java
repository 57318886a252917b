package portineria.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Messages of a given size that are all different. */
final class Messages {
  private static final int SMALL_OCTETS = 2_000;

  private Messages() {}

  /** About 2 kB of plain text. */
  static byte[] small(long number) {
    StringBuilder text = new StringBuilder(SMALL_OCTETS + 80);
    text.append("From: ufficio@example.com\r\nTo: info@example.com\r\n")
        .append("Date: Mon, 02 Mar 2026 09:00:00 +0100\r\n")
        .append("Subject: Conferma ordine ")
        .append(number)
        .append("\r\nMessage-ID: <")
        .append(number)
        .append("@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n");
    Random random = new Random(number);
    while (text.length() < SMALL_OCTETS) {
      for (int i = 0; i < 9; i++) {
        text.append(Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36)).append(' ');
      }
      text.append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
