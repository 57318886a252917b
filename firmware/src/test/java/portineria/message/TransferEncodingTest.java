package portineria.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 2045 §6, leniently. */
class TransferEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "Y2lhbw== => ciao",
        "Y2lhbw => ciao",
        "Y2lh => cia",
        "Y2lhbyE= => ciao!",
        "Y 2\\rl\\nh!b-w== => ciao",
        "Y2lhbw==Y2lhbw== => ciaociao",
        "Y2lhbw=\\r\\n=Y2lh => ciaocia",
        "=Y2lh => cia",
        "Y=2lhbw== => ÚX[",
        "Y => ``",
        "==== => ``"
      })
  void base64GivesWhatIsComplete(String encoded, String expected) throws IOException {
    String decoded = decode(TransferEncoding.BASE64, unescape(encoded));
    assertEquals(unescape(expected), decoded);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "caff=E8=>caffè",
        "caff=e8=>caffè",
        "a=\\r\\nb=>ab",
        "a=\\nb=>ab",
        "a=\\rb=>ab",
        "a= \\t\\r\\nb=>ab",
        "a  \\r\\nb=>a\\r\\nb",
        "a\\t\\nb=>a\\nb",
        "a b=>a b",
        "a =20\\r\\n=>a  \\r\\n",
        "a  =>a",
        "a==>a",
        "a=4=>a=4",
        "a=ZZb=>a=ZZb",
        "a=4Gb=>a=4Gb",
        "a==3D=>a==",
        "a= b=>a= b",
        "=3D3D=>=3D"
      })
  void quotedPrintableLeavesWhatIsNotEncoded(String encoded, String expected) throws IOException {
    String decoded = decode(TransferEncoding.QUOTED_PRINTABLE, unescape(encoded));
    assertEquals(unescape(expected), decoded);
  }

  @Test
  void aLongRunOfBlanksIsContent() throws IOException {
    String blanks = " ".repeat(10_000);
    String decoded = decode(TransferEncoding.QUOTED_PRINTABLE, "a" + blanks + "b" + blanks + "\n");
    assertEquals(
        "a" + blanks + "b" + " ".repeat(10_000 - 10_000 % QuotedPrintableStream.BLANKS_MAX) + "\n",
        decoded);
  }

  @Test
  void identityLeavesAllAndNamesAreKnownInAnyCase() throws IOException {
    assertEquals("=20", decode(TransferEncoding.IDENTITY, "=20"));
    assertEquals(Optional.of(TransferEncoding.IDENTITY), TransferEncoding.of("8BIT"));
    assertEquals(Optional.of(TransferEncoding.BASE64), TransferEncoding.of("Base64"));
    assertEquals(
        Optional.of(TransferEncoding.QUOTED_PRINTABLE), TransferEncoding.of("QUOTED-printable"));
    assertEquals(Optional.empty(), TransferEncoding.of("x-uuencode"));
    assertEquals(Optional.empty(), TransferEncoding.of(""));
  }

  @Test
  void anUnknownEncodingIsSaidToBeUnknown() throws IOException {
    Octets message = Mails.crlf("Content-Transfer-Encoding: x-uuencode\n\nabc");
    Part part = Mails.read(message).part();
    assertEquals(Optional.empty(), part.decoded(message));
    assertEquals(Optional.empty(), part.decodedSize(message));
  }

  @Test
  void theDecodedSizeIsThatOfTheDecodedOctets() throws IOException {
    Octets plain = Mails.crlf("Subject: x\n\nabc");
    assertEquals(Optional.of(3L), Mails.read(plain).part().decodedSize(plain));
    Octets encoded = Mails.crlf("Content-Transfer-Encoding: base64\n\nY2lhbyE=\n");
    assertEquals(Optional.of(5L), Mails.read(encoded).part().decodedSize(encoded));
  }

  @Property
  void base64IsUndone(@ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 9) int chunk)
      throws IOException {
    byte[] encoded = Base64.getMimeEncoder().encode(octets);
    assertArrayEquals(octets, chunked(TransferEncoding.BASE64, encoded, chunk));
  }

  @Property
  void quotedPrintableIsUndone(@ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 9) int chunk)
      throws IOException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    try (QuotedPrintableOutputStream out = new QuotedPrintableOutputStream(encoded, true)) {
      out.write(octets);
    }
    assertArrayEquals(
        octets, chunked(TransferEncoding.QUOTED_PRINTABLE, encoded.toByteArray(), chunk));
  }

  /** Without C1 controls: mime4j writes them as ISO-8859-1, which mail means as windows-1252. */
  @Property
  void encodedWordsAreUndone(@ForAll String any) {
    String text = any.replaceAll("[\\x80-\\x9F]", "");
    String encoded = EncoderUtil.encodeEncodedWord(text, EncoderUtil.Usage.TEXT_TOKEN);
    String normalized = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    if (!text.isEmpty()) {
      assertEquals(normalized, EncodedWords.decode(encoded));
    }
  }

  @Property
  void anyOctetsDecodeTheSameHoweverTheyAreRead(
      @ForAll byte[] octets, @ForAll @IntRange(min = 1, max = 9) int chunk) throws IOException {
    for (TransferEncoding encoding : TransferEncoding.values()) {
      byte[] whole = encoding.decode(new ByteArrayInputStream(octets)).readAllBytes();
      assertArrayEquals(whole, chunked(encoding, octets, chunk));
    }
  }

  private static byte[] chunked(TransferEncoding encoding, byte[] encoded, int chunk)
      throws IOException {
    Octets dribbling = new DribblingOctets(Octets.of(encoded));
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    try (InputStream in = encoding.decode(dribbling.stream())) {
      byte[] target = new byte[chunk];
      for (int count = in.read(target); count >= 0; count = in.read(target)) {
        decoded.write(target, 0, count);
      }
    }
    return decoded.toByteArray();
  }

  private static String decode(TransferEncoding encoding, String encoded) throws IOException {
    return Mails.text(Octets.of(encoding.decode(Mails.raw(encoded).stream()).readAllBytes()));
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
  }
}
