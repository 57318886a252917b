package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a search looks through: "/" begins a field, "|" anything else. */
class SearchedTextTest {

  private static String head(String message) throws IOException {
    return shown(SearchedText.head(Header.read(Mails.crlf(message))));
  }

  private static String body(String message) throws IOException {
    Octets octets = Mails.crlf(message);
    return shown(Mails.all(SearchedText.body(octets, Mails.read(octets).part())));
  }

  private static String shown(String text) {
    return text.replace(SearchedText.FIELD, '/').replace(SearchedText.PIECE, '|').replace("\r", "");
  }

  @Test
  void aFieldIsUnfoldedAndDecoded() throws IOException {
    assertEquals(
        "/from: rene <r@example.org>/subject: citta vecchia",
        head(
            """
            From: =?iso-8859-1?q?Ren=E9?= <R@example.org>
            Subject:   =?utf-8?q?Citt=C3?=
             =?utf-8?q?=A0_vec?= =?utf-8?b?Y2hpYQ==?=

            body
            """));
  }

  @Test
  void aLineThatIsNoFieldIsAPiece() throws IOException {
    assertEquals("|from x mon/to: y", head("From x Mon\nTo: y\n\n"));
    assertFalse(SearchedText.fieldHolds(SearchedText.head(header("a b: c\n\n")), "a b", "c"));
  }

  private static Header header(String text) throws IOException {
    return Header.read(Mails.crlf(text));
  }

  @Test
  void controlsInTextCanNotPoseAsTheBeginOfAPiece() throws IOException {
    String head = SearchedText.head(header("X: a =?utf-8?q?=1Fsubject:_b=1E=00c?= d\n\n"));
    assertEquals("/x: a  subject: b  c d", shown(head));
  }

  @Test
  void aFieldIsFoundByItsNameAndNothingElse() throws IOException {
    String head = SearchedText.head(header("Subject: re: Cc: x\nX-Subject: y\nCC: z\nCc: w\n\n"));
    assertTrue(SearchedText.fieldHolds(head, "cc", "z"));
    assertTrue(SearchedText.fieldHolds(head, "cc", "w"));
    assertFalse(SearchedText.fieldHolds(head, "cc", "x"));
    assertFalse(SearchedText.fieldHolds(head, "subject", "y"));
    assertTrue(SearchedText.fieldHolds(head, "subject", ""));
    assertFalse(SearchedText.fieldHolds(head, "bcc", ""));
    assertFalse(SearchedText.fieldHolds(head, "cc", "z\u001fcc: w"));
  }

  @Test
  void theBodyHasTheHeadersAndTextsOfAllParts() throws IOException {
    assertEquals(
        "|/content-type: text/plain|one\n|/content-type: text/html|b old"
            + "|/content-type: image/png; name=foto.png"
            + "|/content-type: message/rfc822"
            + "|/subject: inner/content-type: multipart/mixed; boundary=i"
            + "|/content-disposition: inline|deep",
        body(
            """
            Subject: outer
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b
            Content-Type: text/plain

            One

            --b
            Content-Type: text/html

            <b>B</b>
             óld
            --b
            Content-Type: image/png; name=foto.png

            abcdef
            --b
            Content-Type: message/rfc822

            Subject: inner
            Content-Type: multipart/mixed; boundary=i

            --i
            Content-Disposition: inline

            deep
            --i--
            --b--
            """));
  }

  @Test
  @Timeout(60)
  void manyFieldsOfOneNameCostNoMoreThanTheirLength() throws IOException {
    String head = SearchedText.head(header("X: y\n".repeat(9_000) + "\n"));
    for (int i = 0; i < 200; i++) {
      assertFalse(SearchedText.fieldHolds(head, "x", "z"));
    }
  }
}
