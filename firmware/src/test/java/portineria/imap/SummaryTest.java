package portineria.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import portineria.mail.MailGenerator;
import portineria.message.FieldNames;
import portineria.message.Gist;
import portineria.message.Header;
import portineria.message.KeptFields;
import portineria.message.MessageStructure;
import portineria.message.Octets;

class SummaryTest {
  private static final FieldNames THUNDERBIRD =
      FieldNames.of(List.of("From", "To", "Cc", "Subject", "Date", "Message-ID", "References"));

  @Test
  void theListedFieldsAreThoseOfTheMessageOctetForOctet() throws IOException {
    long seed = UUID.randomUUID().getLeastSignificantBits();
    MailGenerator mail = new MailGenerator(seed).withAttachmentsUpTo(10_000);
    for (int number = 0; number < 500; number++) {
      Octets message = Octets.of(mail.message(number));
      Optional<Octets> listed =
          asKept(message).listed(KeptFields.choice(THUNDERBIRD, Summary.LISTED));
      if (listed.isPresent()) {
        assertArrayEquals(
            thunderbirds(message),
            listed.get().stream().readAllBytes(),
            "seed " + seed + ", " + number);
      }
    }
  }

  @Test
  void theGistIsThatOfTheMessage() throws IOException {
    long seed = UUID.randomUUID().getLeastSignificantBits();
    MailGenerator mail = new MailGenerator(seed).withAttachmentsUpTo(10_000);
    for (int number = 0; number < 500; number++) {
      Octets message = Octets.of(mail.message(number));
      Gist gist = Gist.of(Header.read(message));
      Optional<Gist> kept = asKept(message).gist();
      String which = "seed " + seed + ", " + number;
      if (kept.isPresent()) {
        assertEquals(gist.sent(), kept.get().sent(), which);
        assertEquals(gist.isReply(), kept.get().isReply(), which);
        for (Gist.Text text : Gist.Text.values()) {
          assertEquals(gist.text(text), kept.get().text(text), which);
        }
      }
    }
  }

  private static Summary asKept(Octets message) throws IOException {
    return Summary.decode(Summary.of(MessageStructure.read(message), message).encoded())
        .orElseThrow();
  }

  private static byte[] thunderbirds(Octets header) throws IOException {
    return Header.read(header).fields(THUNDERBIRD).stream().readAllBytes();
  }

  @Test
  void longFieldsAreNotKept() throws IOException {
    Octets message =
        Octets.of(("References: " + "<a@b> ".repeat(1000) + "\r\n\r\nx").getBytes(US_ASCII));
    Summary summary = Summary.of(MessageStructure.read(message), message);
    assertEquals(Optional.empty(), summary.listed(KeptFields.choice(THUNDERBIRD, Summary.LISTED)));
    assertTrue(Summary.decode(summary.encoded()).isPresent());
  }

  @Test
  void aLongGistIsNotKept() throws IOException {
    Octets message = Octets.of(("Subject: " + "a".repeat(5000) + "\r\n\r\n").getBytes(US_ASCII));
    assertEquals(Optional.empty(), Summary.of(MessageStructure.read(message), message).gist());
  }

  @Test
  void onlyFieldsThatAreKeptAreListed() {
    assertTrue(THUNDERBIRD.areAmong(Summary.LISTED));
    assertFalse(FieldNames.of(List.of("From", "Received")).areAmong(Summary.LISTED));
    assertFalse(FieldNames.of(List.of("Fro")).areAmong(Summary.LISTED));
  }
}
