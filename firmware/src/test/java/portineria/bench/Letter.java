package portineria.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * A short text, with a PDF to make up the size where that is large, of which another copy costs
 * next to nothing: no two copies are the same message. One thread.
 */
final class Letter {
  private static final String NUMBER = "%08d-%08d";
  private static final int WORDS_OF_A_LINE = 6;

  /** More text than that nobody writes. */
  private static final int TEXT_MAX = 10_000;

  private static final int PDF_OCTETS_OF_A_LINE = 57;

  private final byte[] octets;
  private final int subject;
  private final int messageId;
  private int copies;

  Letter(int size) {
    StringBuilder text = new StringBuilder(size + 200);
    text.append("From: ufficio@example.com\r\nTo: info@example.com\r\n");
    text.append("Date: Mon, 02 Mar 2026 09:00:00 +0100\r\nSubject: Conferma ordine ");
    subject = text.length();
    text.append(NUMBER.formatted(0, 0)).append("\r\nMessage-ID: <");
    messageId = text.length();
    text.append(NUMBER.formatted(0, 0)).append("@example.com>\r\nMIME-Version: 1.0\r\n");
    SplittableRandom random = new SplittableRandom(size);
    if (size > TEXT_MAX) {
      text.append("Content-Type: multipart/mixed; boundary=part\r\n\r\n--part\r\n");
      text(text.append("Content-Type: text/plain\r\n\r\n"), TEXT_MAX, random);
      text.append("--part\r\nContent-Type: application/pdf; name=ordine.pdf\r\n");
      text.append("Content-Disposition: attachment; filename=ordine.pdf\r\n");
      text.append("Content-Transfer-Encoding: base64\r\n\r\n");
      byte[] pdf = new byte[PDF_OCTETS_OF_A_LINE];
      while (text.length() < size) {
        random.nextBytes(pdf);
        text.append(Base64.getEncoder().encodeToString(pdf)).append("\r\n");
      }
      text.append("--part--\r\n");
    } else {
      text(text.append("Content-Type: text/plain\r\n\r\n"), size, random);
    }
    octets = text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void text(StringBuilder text, int size, SplittableRandom random) {
    while (text.length() < size) {
      for (int i = 0; i < WORDS_OF_A_LINE; i++) {
        text.append(Long.toString(random.nextLong(1L << 57, 1L << 62), 36));
      }
      text.append("\r\n");
    }
  }

  /**
   * The next copy; the array is this object's, and the next call writes on it.
   *
   * @param writer tells this letter's copies from another's
   */
  byte[] next(int writer) {
    byte[] number = NUMBER.formatted(writer, copies++).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer.wrap(octets).put(subject, number).put(messageId, number);
    return octets;
  }
}
