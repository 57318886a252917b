package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 9051 §7.5.2. */
class EnvelopeTest {

  private static Address mailbox(String local) {
    return new Address.Mailbox(Optional.empty(), Optional.empty(), local, "x");
  }

  @Test
  void theFieldsAreThoseOfTheHeader() {
    Envelope envelope =
        Envelope.of(
            Mails.header(
                """
                Date: Thu, 12 Mar 2026 09:12:44 +0100
                Subject: =?utf-8?Q?caff=C3=A8?=
                From: from@x
                Sender: sender@x
                Reply-To: reply@x
                To: to@x
                Cc: cc@x
                Bcc: bcc@x
                In-Reply-To: <1@x>
                Message-ID: <2@x>
                """));
    assertEquals(Optional.of("Thu, 12 Mar 2026 09:12:44 +0100"), envelope.date());
    assertEquals(Optional.of("=?utf-8?Q?caff=C3=A8?="), envelope.subject());
    assertEquals(List.of(mailbox("from")), envelope.from());
    assertEquals(List.of(mailbox("sender")), envelope.sender());
    assertEquals(List.of(mailbox("reply")), envelope.replyTo());
    assertEquals(List.of(mailbox("to")), envelope.to());
    assertEquals(List.of(mailbox("cc")), envelope.cc());
    assertEquals(List.of(mailbox("bcc")), envelope.bcc());
    assertEquals(Optional.of("<1@x>"), envelope.inReplyTo());
    assertEquals(Optional.of("<2@x>"), envelope.messageId());
  }

  @Test
  void senderAndReplyToAreFromWhereTheyAreMissing() {
    Envelope envelope = Envelope.of(Mails.header("From: from@x\nReply-To:\n"));
    assertEquals(List.of(mailbox("from")), envelope.sender());
    assertEquals(List.of(mailbox("from")), envelope.replyTo());
    assertEquals(List.of(), envelope.to());
    assertEquals(Optional.empty(), envelope.subject());
  }

  @Test
  void ofTwoSubjectsTheFirstCountsAndOfTwoSendersBoth() {
    Envelope envelope = Envelope.of(Mails.header("From: a@x\nSubject: 1\nFrom: b@x\nSubject: 2\n"));
    assertEquals(Optional.of("1"), envelope.subject());
    assertEquals(List.of(mailbox("a"), mailbox("b")), envelope.from());
  }

  @Test
  void eightBitOctetsStayOctets() {
    assertEquals(
        Optional.of("perch\u00c3\u00a9"),
        Envelope.of(Mails.header("Subject: perch\u00c3\u00a9\n")).subject());
  }

  @Test
  void aForwardedMessageHasItsOwn() {
    MessageStructure message =
        Mails.read(Mails.crlf("Subject: 1\nContent-Type: message/rfc822\n\nSubject: 2\n\n"));
    assertEquals(Optional.of("1"), message.envelope().subject());
    assertEquals(
        Optional.of("2"), ((Part.Nested) message.part().content()).message().envelope().subject());
  }
}
