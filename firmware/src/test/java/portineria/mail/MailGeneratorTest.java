package portineria.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailGeneratorTest {
  private static final Pattern BARE = Pattern.compile("\r(?!\n)|(?<!\r)\n");

  private final MailGenerator mail = new MailGenerator(7);

  @Test
  void theSameSeedAndNumberAreTheSameMessage() {
    for (int n : new int[] {0, 1, 41, 99_999}) {
      assertArrayEquals(mail.message(n), new MailGenerator(7).message(n));
    }
    assertFalse(Arrays.equals(mail.message(1), new MailGenerator(8).message(1)));
    assertFalse(Arrays.equals(mail.message(1), mail.message(2)));
  }

  @Test
  void allButOddMailHasCrlfAndEndsWithIt() {
    MailGenerator sane = mail.withOddShare(0).withAttachmentsUpTo(5000);
    for (int n = 0; n < 300; n++) {
      String message = text(sane.message(n));
      assertFalse(BARE.matcher(message).find(), "message " + n);
      assertTrue(message.endsWith("\r\n"), "message " + n);
    }
  }

  @Test
  void sizesAreThoseOfRealMail() {
    int[] sizes = mail.messages(500).mapToInt(message -> message.length).sorted().toArray();
    assertTrue(sizes[250] > 4_000 && sizes[250] < 12_000, "median " + sizes[250]);
    assertTrue(sizes[499] > 500_000, "largest " + sizes[499]);
  }

  @Test
  void allShapesAndCharsetsOccur() {
    String all =
        mail.withAttachmentsUpTo(5000)
            .messages(1500)
            .map(MailGeneratorTest::text)
            .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
            .toString();
    for (String needed :
        List.of(
            "multipart/mixed",
            "multipart/alternative",
            "multipart/related",
            "multipart/signed",
            "multipart/digest",
            "multipart/report",
            "message/rfc822",
            "message/delivery-status",
            "text/calendar",
            "postacert.eml",
            "daticert.xml",
            "smime.p7s",
            "X-Ricevuta: ",
            "koi8-r",
            "ISO-2022-JP",
            "iso-8859-15",
            "Windows-1252",
            "UTF-8",
            "us-ascii",
            "x-unknown",
            "In-Reply-To: ",
            "References: ",
            "Received: ",
            "filename*=",
            "filename*0*=")) {
      assertTrue(all.contains(needed), needed);
    }
  }

  @Test
  void messageIdsAreUnique() {
    Set<String> ids = new HashSet<>();
    IntStream.range(0, 10_000).forEach(n -> assertTrue(ids.add(new Conversation(7, n).id())));
  }

  @Test
  void everyKindOfOddMailIsMade() {
    byte[] sane = mail.withOddShare(0).message(3);
    for (int kind = 0; kind < OddMail.KINDS; kind++) {
      byte[] odd = new OddMail(new Draw(1, kind)).of(kind, sane);
      assertNotEquals(-1, odd.length);
    }
    int oddOnes = 0;
    for (int n = 0; n < 500; n++) {
      oddOnes += Arrays.equals(mail.message(n), mail.withOddShare(0).message(n)) ? 0 : 1;
    }
    assertTrue(oddOnes > 5 && oddOnes < 30, "odd " + oddOnes);
  }

  @Test
  void aLargeMessageHasExactlyTheSizeAskedFor() throws IOException {
    for (long size : new long[] {3_000, 100_000, 20_000_000}) {
      try (InputStream in = mail.large(1, size)) {
        assertEquals(size, in.transferTo(OutputStream.nullOutputStream()));
      }
    }
    try (InputStream in = mail.large(1, 100_000);
        InputStream again = mail.large(1, 100_000)) {
      byte[] octets = in.readAllBytes();
      assertArrayEquals(octets, again.readAllBytes());
      assertTrue(text(octets).endsWith("--\r\n"));
    }
  }

  private static String text(byte[] message) {
    return new String(message, StandardCharsets.ISO_8859_1);
  }
}
