package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the parts of a message are: one rule, one message. */
class StructureTest {

  private static void shape(String expected, String message) {
    assertEquals(expected, Mails.shape(Mails.crlf(message)));
  }

  @Test
  void aMessageWithoutContentTypeIsPlainText() {
    shape("text/plain 'Hello\\r\\n'", "Subject: x\n\nHello\n");
    assertEquals(
        "us-ascii",
        Mails.read(Mails.crlf("Subject: x\n\n")).part().type().parameter("charset").orElseThrow());
  }

  @Test
  void theLineEndBeforeABoundaryBelongsToTheBoundary() {
    shape(
        "multipart/mixed[text/plain 'one' text/html 'two\\r\\n']",
        """
        Content-Type: multipart/mixed; boundary=b

        preamble
        --b

        one
        --b
        Content-Type: text/html

        two

        --b--
        epilogue
        """);
  }

  @Test
  void linesAreLineFeedsOfTheBody() {
    Octets message =
        Mails.crlf("Content-Type: multipart/mixed; boundary=b\n\n--b\n\n1\n2\n3\n--b--\n");
    Part root = Mails.read(message).part();
    assertEquals(2, root.children().getFirst().lines());
    assertEquals(6, root.lines());
    assertEquals(7, root.children().getFirst().body().length());
  }

  @Test
  void aBodyThatIsNotThereIsEmpty() {
    shape("text/plain ''", "");
    shape("text/plain ''", "Subject: x");
    shape("text/plain ''", "Subject: x\n");
    shape("text/plain ''", "Subject: x\n\n");
    shape("text/plain ''", "\n");
    shape(
        "multipart/mixed[text/plain '' text/plain '' text/plain '']",
        """
        Content-Type: multipart/mixed; boundary=b

        --b

        --b
        --b

        --b--
        """);
  }

  @Test
  void aHeaderThatRunsIntoABoundaryKeepsItsLineEnd() {
    Octets message =
        Mails.crlf(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b--\n");
    Part part = Mails.read(message).part().children().getFirst();
    assertEquals("Content-Type: text/html\r\n", Mails.text(message, part.header()));
    assertEquals(0, part.body().length());
  }

  @Test
  void anOpenMultipartEndsWithTheMessage() {
    shape(
        "multipart/mixed[text/plain 'one' text/plain 'two\\r\\n']",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n");
    shape(
        "multipart/mixed[text/plain 'one' text/plain '']",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b");
  }

  @Test
  void anOuterBoundaryEndsAllInsideIt() {
    shape(
        "multipart/mixed[multipart/alternative[text/plain 'in'] text/plain 'out']",
        """
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=inner

        --inner

        in
        --outer

        out
        --outer--
        """);
  }

  @Test
  void afterTheClosingDelimiterNothingBeginsAPart() {
    shape(
        "multipart/mixed[text/plain 'one']",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n--b\n\ntwo\n--b--\n");
  }

  @Test
  void theLongestBoundaryThatFitsWins() {
    shape(
        "multipart/mixed[multipart/mixed[text/plain 'one' text/plain 'two'] text/plain 'three']",
        """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: multipart/mixed; boundary=bb

        --bb

        one
        --bb

        two
        --bb--
        --b

        three
        --b--
        """);
  }

  @Test
  void ofEqualBoundariesTheInnermostWins() {
    shape(
        "multipart/mixed[multipart/mixed[text/plain 'one'] text/plain 'two']",
        """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: multipart/mixed; boundary=b

        --b

        one
        --b--
        --b

        two
        --b--
        """);
  }

  @Test
  void aBoundaryThatEndsInHyphensIsNotAClosingDelimiter() {
    shape(
        "multipart/mixed[text/plain 'one' text/plain 'two']",
        "Content-Type: multipart/mixed; boundary=b--\n\n--b--\n\none\n--b--\n\ntwo\n--b----\n");
  }

  @Test
  void aDelimiterMayHaveBlanksAfterIt() {
    shape(
        "multipart/mixed[text/plain 'one' text/plain 'two']",
        "Content-Type: multipart/mixed; boundary=b\n\n--b  \n\none\n--b\t\n\ntwo\n--b-- \n");
  }

  @Test
  void aBoundaryMayBeEncodedOrHaveBlanksAtItsEnd() {
    shape(
        "multipart/mixed[text/plain 'one']",
        "Content-Type: multipart/mixed; boundary*=us-ascii''b%3D\n\n--b=\n\none\n--b=--\n");
    shape(
        "multipart/mixed[text/plain 'one']",
        "Content-Type: multipart/mixed; boundary=\"b  \"\n\n--b\n\none\n--b--\n");
  }

  @Test
  void whatCallsItselfMultipartWithoutPartsIsText() {
    shape("text/plain '--\\r\\nx\\r\\n'", "Content-Type: multipart/mixed\n\n--\nx\n");
    shape("text/plain 'x\\r\\n'", "Content-Type: multipart/mixed; boundary=\"\"\n\nx\n");
    shape("text/plain 'x\\r\\n'", "Content-Type: multipart/mixed; boundary=b\n\nx\n");
    shape("text/plain 'x\\r\\n--b--'", "Content-Type: multipart/mixed; boundary=b\n\nx\n--b--");
  }

  @Test
  void aForwardedMessageIsInside() {
    shape(
        "message/rfc822{multipart/mixed[text/plain 'one']}",
        """
        Content-Type: message/rfc822

        Content-Type: multipart/mixed; boundary=b

        --b

        one
        --b--
        """);
  }

  @Test
  void theEndOfAForwardedMessageIsTheEndOfItsPart() {
    Octets message =
        Mails.crlf(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: message/rfc822

            Subject: x

            --b
            Content-Type: message/rfc822

            Subject: y
            --b--
            """);
    List<Part> parts = Mails.read(message).part().children();
    assertEquals("Subject: x\r\n\r\n", Mails.text(message, parts.getFirst().body()));
    assertEquals("Subject: y\r\n", Mails.text(message, parts.getLast().body()));
  }

  @Test
  void partsOfADigestAreMessages() {
    shape(
        "multipart/digest[message/rfc822{text/plain 'one'} text/html 'two']",
        """
        Content-Type: multipart/digest; boundary=b

        --b

        Subject: x

        one
        --b
        Content-Type: text/html

        two
        --b--
        """);
  }

  @Test
  void anEncodedMessageIsServedAsBytes() {
    shape(
        "application/octet-stream 'U3ViamVjdA==\\r\\n'",
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdA==\n");
  }

  @Test
  void aMessageInUtf8IsAMessage() {
    shape("message/global{text/plain 'x'}", "Content-Type: message/global\n\nSubject: y\n\nx");
  }

  @Test
  void lineEndsMayBeBare() {
    String message = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n";
    assertEquals("multipart/mixed[text/plain 'one']", Mails.shape(Mails.raw(message)));
    String bareCr = message.replace('\n', '\r');
    assertEquals("text/plain ''", Mails.shape(Mails.raw(bareCr)));
    assertEquals("text/plain 'a\\rb\\n'", Mails.shape(Mails.raw("x: y\n\na\rb\n")));
  }

  @Test
  void nulsAreOctetsAsAllOthers() {
    assertEquals("text/plain 'a\0b'", Mails.shape(Mails.raw("a\0: b\n\na\0b")));
  }

  @Test
  void aBrokenContentTypeKeepsWhatIsReadable() {
    shape("text/plain 'x'", "Content-Type: text\n\nx");
    shape("text/plain 'x'", "Content-Type:\n\nx");
    shape("text/plain 'x'", "Content-Type: ; charset=utf-8\n\nx");
    shape("application/octet-stream 'x'", "Content-Type: pdf\n\nx");
    shape("application/octet-stream 'x'", "Content-Type: /plain\n\nx");
    shape("text/html 'x'", "Content-Type: text/html charset=utf-8\n\nx");
    shape("text/html 'x'", "Content-Type: text / html (really)\n\nx");
    shape("text/html 'x'", "Content-Type: \"text/html\"\n\nx");
  }

  @Test
  void theFirstOfTwoContentTypesCounts() {
    shape("text/html 'x'", "Content-Type: text/html\nContent-Type: image/png\n\nx");
  }

  @Test
  void aPartIsFoundByItsNumbers() {
    Octets message =
        Mails.crlf(
            """
            Content-Type: multipart/mixed; boundary=b

            --b

            one
            --b
            Content-Type: message/rfc822

            Content-Type: multipart/alternative; boundary=c

            --c

            two one
            --c

            two two
            --c--
            --b
            Content-Type: message/rfc822

            Subject: x

            three
            --b--
            """);
    Part root = Mails.read(message).part();
    assertEquals("one", body(message, root, 1));
    assertEquals("two one", body(message, root, 2, 1));
    assertEquals("two two", body(message, root, 2, 2));
    assertEquals("three", body(message, root, 3, 1));
    assertEquals("Subject: x\r\n\r\nthree", body(message, root, 3));
    assertEquals("none", body(message, root, 0));
    assertEquals("none", body(message, root, 4));
    assertEquals("none", body(message, root, 1, 1));
    assertEquals("none", body(message, root, 3, 2));
    assertEquals("none", body(message, root, 3, 1, 1));
    assertEquals(root, root.find(List.of()).orElseThrow());
  }

  @Test
  void theBodyOfASimpleMessageIsItsPartOne() {
    Octets message = Mails.crlf("Subject: x\n\nbody");
    Part root = Mails.read(message).part();
    assertEquals("body", body(message, root, 1));
    assertEquals("none", body(message, root, 2));
    assertEquals("none", body(message, root, 1, 1));
    Octets forwarded = Mails.crlf("Content-Type: message/rfc822\n\nSubject: y\n\nbody");
    Part outer = Mails.read(forwarded).part();
    assertEquals("Subject: y\r\n\r\nbody", body(forwarded, outer, 1));
    assertEquals("body", body(forwarded, outer, 1, 1));
  }

  private static String body(Octets message, Part root, Integer... numbers) {
    return root.find(List.of(numbers)).map(part -> Mails.text(message, part.body())).orElse("none");
  }

  @Test
  void contentFieldsAreKept() {
    Part part =
        Mails.read(
                Mails.crlf(
                    """
                    Content-Type: image/png; name="a b.png"
                    Content-ID: <1@x>
                    Content-Description: a
                     picture
                    Content-MD5: Q2hlY2s=
                    Content-Language: it, en
                    Content-Location: http://x.example/a
                    Content-Disposition: attachment; filename="c.png"; size=3
                    Content-Transfer-Encoding: BASE64 (yes)

                    """))
            .part();
    assertEquals("<1@x>", part.fields().id().orElseThrow());
    assertEquals("a picture", part.fields().description().orElseThrow());
    assertEquals("Q2hlY2s=", part.fields().md5().orElseThrow());
    assertEquals(List.of("it", "en"), part.fields().languages());
    assertEquals("http://x.example/a", part.fields().location().orElseThrow());
    assertEquals("attachment", part.fields().disposition().orElseThrow().type());
    assertEquals("c.png", part.fileName().orElseThrow());
    assertEquals("BASE64", part.fields().transferEncoding());
  }

  @Test
  void aTransferEncodingThatIsNoneIsSevenBit() {
    assertEquals("7bit", encoding("Subject: x\n\n"));
    assertEquals("7bit", encoding("Content-Transfer-Encoding: 8 bit\n\n"));
    assertEquals("7bit", encoding("Content-Transfer-Encoding: text/html; 7\n\n"));
    assertEquals("quoted-printable", encoding("Content-Transfer-Encoding: quoted-printable;\n\n"));
    assertEquals("x-uuencode", encoding("Content-Transfer-Encoding: x-uuencode\n\n"));
  }

  private static String encoding(String message) {
    return Mails.read(Mails.crlf(message)).part().fields().transferEncoding();
  }
}
