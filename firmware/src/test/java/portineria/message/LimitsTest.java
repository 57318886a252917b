package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each limit is met: what is within is as ever, what is beyond is plain bytes or not seen. */
class LimitsTest {
  private static final int MANY = 1000;

  private static MessageLimits limits(int depth, int parts, int header, int fields) {
    return new MessageLimits(depth, parts, header, fields, MANY, MANY, MANY, MANY);
  }

  private static final String TWO_DEEP =
      """
      Content-Type: multipart/mixed; boundary=a

      --a
      Content-Type: multipart/mixed; boundary=b

      --b

      x
      --b--
      --a
      Content-Type: message/rfc822

      Subject: y

      --a--
      """;

  @Test
  void aPartTooDeepIsBytes() throws IOException {
    Octets message = Mails.crlf(TWO_DEEP);
    Part root = MessageStructure.read(message, limits(2, MANY, MANY, MANY)).part();
    for (Part part : root.children()) {
      assertEquals(MediaType.OCTETS, part.type());
      assertEquals(new Part.Leaf(), part.content());
    }
    assertEquals("--b\r\n\r\nx\r\n--b--", Mails.text(message, root.children().getFirst().body()));
    Part deeper = MessageStructure.read(message, limits(3, MANY, MANY, MANY)).part();
    assertEquals(5, deeper.walk().count());
  }

  @Test
  void theLastPartTakesAllThatFollows() throws IOException {
    Octets message =
        Mails.crlf(
            "Content-Type: multipart/mixed; boundary=a\n\n--a\n\n1\n--a\n\n2\n--a\n\n3\n--a--\n");
    Part root = MessageStructure.read(message, limits(MANY, 3, MANY, MANY)).part();
    assertEquals(2, root.children().size());
    assertEquals(
        "2\r\n--a\r\n\r\n3\r\n--a--\r\n", Mails.text(message, root.children().getLast().body()));
    assertEquals(
        4, MessageStructure.read(message, limits(MANY, 5, MANY, MANY)).part().walk().count());
  }

  @Test
  void fieldsBeyondTheHeaderLimitsAreServedButNotSeen() throws IOException {
    Octets message = Mails.crlf("A: 1\nB: 2\nContent-Type: text/html\n\nx\n");
    Part byOctets = MessageStructure.read(message, limits(MANY, MANY, 12, MANY)).part();
    Part byFields = MessageStructure.read(message, limits(MANY, MANY, MANY, 2)).part();
    assertEquals(MediaType.DEFAULT, byOctets.type());
    assertEquals(byOctets, byFields);
    assertEquals(39, byOctets.header().length());
    assertEquals(2, Header.read(message, limits(MANY, MANY, 12, MANY)).size());
    assertEquals(2, Header.read(message, limits(MANY, MANY, MANY, 2)).size());
    assertEquals(3, Header.read(message, limits(MANY, MANY, MANY, 3)).size());
  }

  @Test
  void aBoundaryTooLongSeparatesNothing() throws IOException {
    Octets message = Mails.crlf("Content-Type: multipart/mixed; boundary=abcde\n\n--abcde\n\nx\n");
    MessageLimits four = new MessageLimits(MANY, MANY, MANY, MANY, 4, MANY, MANY, MANY);
    MessageLimits five = new MessageLimits(MANY, MANY, MANY, MANY, 5, MANY, MANY, MANY);
    assertEquals(MediaType.OCTETS, MessageStructure.read(message, four).part().type());
    assertEquals(1, MessageStructure.read(message, five).part().children().size());
  }

  @Test
  void aStructureKeepsSoManyOctetsOfValues() throws IOException {
    Octets message = Mails.crlf("Subject: 12345\nMessage-ID: 678\nDate: 9012\n\n");
    Envelope envelope =
        MessageStructure.read(message, new MessageLimits(9, 9, 99, 9, 9, 8, 9, 9)).envelope();
    assertEquals(Optional.of("12345"), envelope.subject());
    assertEquals(Optional.of("678"), envelope.messageId());
    assertEquals(Optional.empty(), envelope.date());
  }

  @Test
  void aStructureKeepsSoManyAddresses() throws IOException {
    Octets message = Mails.crlf("From: a@x, b@x\nTo: c@x, d@x\nCc: e@x\n\n");
    Envelope envelope =
        MessageStructure.read(message, new MessageLimits(9, 9, 99, 9, 9, 99, 3, 9)).envelope();
    assertEquals(2, envelope.from().size());
    assertEquals(1, envelope.to().size());
    assertEquals(0, envelope.cc().size());
  }

  @Test
  void aFieldKeepsSoManyParameters() throws IOException {
    Octets message = Mails.crlf("Content-Type: text/plain; a=1; b=2; c=3\n\n");
    MessageLimits two = new MessageLimits(9, 9, 99, 9, 9, 99, 9, 2);
    assertEquals(2, MessageStructure.read(message, two).part().type().parameters().all().size());
  }

  @Test
  void aLimitIsAtLeastOne() {
    assertThrows(IllegalArgumentException.class, () -> limits(0, 1, 1, 1));
    assertTrue(MessageLimits.STANDARD.boundaryOctetsMax() > 70);
  }
}
