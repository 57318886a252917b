package portineria.vault.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portineria.message.Octets;
import portineria.store.AuditText;
import portineria.store.MessageId;
import portineria.store.Remains;

/** What a hold finds in a message. */
class MessageSubjectTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  private static MessageSubject message(String... lines) {
    Remains remains =
        new Remains(
            "anna", new MessageId(1), AuditText.NOTHING, 1, NOW, NOW.minusSeconds(9), List.of());
    String text = String.join("\r\n", lines) + "\r\n";
    return new MessageSubject(remains, () -> Octets.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean isWith(String field, String correspondent) throws IOException {
    return message(field, "", "hello").isWith(correspondent);
  }

  private static final String ROSSI = "m.rossi@example.org";

  @Test
  void aCorrespondentIsFoundInEveryFieldOfAddresses() throws Exception {
    for (String field :
        List.of("From", "To", "cc", "BCC", "Reply-To", "Return-Path", "Resent-To")) {
      assertTrue(isWith(field + ": Mario <M.Rossi@Example.ORG>", ROSSI), field);
    }
    assertTrue(isWith("To: a@b.it, m.rossi@example.org, c@d.it", ROSSI));
    assertTrue(isWith("To: m . rossi @ example . org", ROSSI), "with blanks, RFC 5322 §4.4");
    assertTrue(isWith("To: a@b.it,\r\n\tm.rossi@example.org", ROSSI));
    assertTrue(isWith("To: \"m.rossi@example.org\" <x@y.it>", ROSSI));
    assertFalse(isWith("Subject: m.rossi@example.org", ROSSI), "that is text");
    assertFalse(isWith("References: <1.m.rossi@example.org>", ROSSI));
  }

  @Test
  void aPartOfAnAddressIsAnotherOne() throws Exception {
    for (String other :
        List.of(
            "am.rossi@example.org",
            "m.rossi@example.org.uk",
            "m.rossi@example.organisation",
            "mxrossi@example.org",
            "m.rossi@examplexorg",
            "m.rossi@sub.example.org",
            "a-m.rossi@example.org",
            "a.m.rossi@example.org")) {
      assertFalse(isWith("From: " + other, ROSSI), other);
    }
    assertTrue(isWith("From: <m.rossi@example.org>.", ROSSI));
    assertTrue(isWith("From: m.rossi@example.org.", ROSSI));
  }

  @Test
  void aDomainIsEverybodyThereAndBelow() throws Exception {
    assertTrue(isWith("From: a@example.org", "@example.org"));
    assertTrue(isWith("From: a@mail.Example.org", "@example.org"));
    assertFalse(isWith("From: a@myexample.org", "@example.org"));
    assertFalse(isWith("From: a@example.org.uk", "@example.org"));
    assertFalse(isWith("From: example.org", "@example.org"));
  }

  @Test
  void theSenderOfCertifiedMailIsFoundInTheMessageWithin() throws Exception {
    MessageSubject certified =
        message(
            "From: =?utf-8?Q?Per_conto_di:_anna=40pec.example.org?= <posta@pec.provider.it>",
            "Content-Type: multipart/mixed; boundary=x",
            "",
            "--x",
            "",
            "busta",
            "--x",
            "Content-Type: message/rfc822",
            "",
            "From: bruno@pec.example.org",
            "Subject: Perizia =?utf-8?Q?tecnic=C3=A0?=",
            "",
            "inner text",
            "--x--");
    assertTrue(certified.isWith("anna@pec.example.org"));
    assertTrue(certified.isWith("bruno@pec.example.org"));
    assertFalse(certified.isWith("carla@pec.example.org"));
    assertTrue(certified.says("PERIZIA tecnica"));
    assertTrue(certified.says("inner text"));
    assertTrue(certified.says("busta"));
    assertFalse(certified.says("outer text"));
  }

  @Test
  void aTextIsFoundWithoutRegardToCaseAndAccents() throws Exception {
    MessageSubject message =
        message(
            "Subject: =?iso-8859-1?Q?Perch=E9_no?=",
            "Content-Type: text/html; charset=utf-8",
            "",
            "<p>Die <b>STRA\u00dfe</b> ist blockiert, l'ufficio pure: citta\u0300</p>");
    assertTrue(message.says("perche no"));
    assertTrue(message.says("PERCH\u00c9"));
    assertTrue(message.says("die stra\u00dfe ist"));
    assertTrue(message.says("Citt\u00c0"));
    assertFalse(message.says("<b>"));
  }

  @Test
  void aTextThatLiesAcrossTheWindowIsFound() throws Exception {
    for (int before = 8150; before < 8250; before++) {
      MessageSubject message =
          message("Subject: x", "", "y".repeat(before) + "needle" + "y".repeat(9000));
      assertTrue(message.says("needle"), "at " + before);
    }
    assertFalse(message("Subject: x", "", "y".repeat(20_000)).says("needle"));
  }

  @Test
  void itsDatesAreThoseOfItsReceiptAndOfItsFirstPlace() {
    assertEquals(List.of(NOW.minusSeconds(9), NOW), message("Subject: x").dates());
    assertEquals("anna", message("Subject: x").account());
  }
}
