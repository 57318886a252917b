package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any octets have a structure, and its parts lie where they should. */
class StructurePropertiesTest {

  @Property
  void anyOctetsHaveAStructure(@ForAll byte[] octets) throws IOException {
    Invariants.check(Octets.of(octets));
  }

  @Property
  void anySoupOfMimeHasAStructure(@ForAll("soup") String soup) throws IOException {
    Invariants.check(Mails.raw(soup));
    Invariants.check(Mails.raw(soup), new MessageLimits(3, 5, 60, 4, 2, 100, 3, 2));
  }

  @Property
  void aStructureIsTheSameHoweverTheOctetsAreRead(@ForAll("soup") String soup) throws IOException {
    Octets message = Octets.of(soup.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        MessageStructure.read(message), MessageStructure.read(new DribblingOctets(message)));
  }

  /** Pieces that mean something, in any order: far more likely to go wrong than octets. */
  @Provide
  Arbitrary<String> soup() {
    Arbitrary<String> piece =
        Arbitraries.of(
            List.of(
                "\r\n",
                "\n",
                "\r",
                "\r\n\r\n",
                "\n\n",
                " ",
                "\t",
                "\0",
                "\u00e9",
                ":",
                "x",
                "y: z",
                "--a",
                "--a--",
                "--ab",
                "--ab--",
                "--b",
                "\r\n--a\r\n",
                "\r\n--a--\r\n",
                "\n--ab\n",
                "\r\n--b\r\n\r\n",
                "Content-Type: multipart/mixed; boundary=a\r\n",
                "Content-Type: multipart/mixed; boundary=ab\r\n",
                "Content-Type: multipart/digest; boundary=\"b\"\n",
                "Content-Type: multipart/mixed; boundary*=''%61\r\n",
                "Content-Type: message/rfc822\r\n",
                "Content-Type: message/global\n\n",
                "Content-Type: text/html; charset=utf-8\r\n",
                "Content-Type: multipart/mixed\r\n",
                "Content-Transfer-Encoding: base64\r\n",
                "Content-Transfer-Encoding: quoted-printable\n",
                "Content-Disposition: x; filename*0=a",
                "From: a <b@c>, d: e@f;\r\n",
                "Subject: =?utf-8?Q?a?=\r\n",
                "From x y\n",
                "=3D=\r\n"));
    return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }
}
