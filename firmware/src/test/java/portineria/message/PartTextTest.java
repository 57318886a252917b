package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search finds in a part. */
class PartTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "utf-8 => caff\u00c3\u00a8 => caffè",
        "iso-8859-1 => caff\u00e8 => caffè",
        "iso-8859-1 => 5 \u0080 => 5 €",
        "iso-8859-15 => 5 \u00a4 => 5 €",
        "windows-1252 => caff\u00e8 => caffè",
        "koi8-r => \u00f0\u00d2\u00c9 => При",
        "iso-2022-jp => a\u001b$B%F%9%H\u001b(B => aテスト",
        "gb2312 => \u00c4\u00e3 => 你",
        "utf-16be => 0a => ち",
        "utf-7 => caff+AOg-, 1 +- 1 => caffè, 1 + 1",
        "unicode-1-1-utf-7 => +2D3eAA-. => \ud83d\ude00.",
        // Labels that lie or say nothing.
        "us-ascii => caff\u00c3\u00a8 => caffè",
        "utf-8 => caff\u00e8 => caffè",
        "x-martian => caff\u00c3\u00a8 => caffè",
        "\"\" => caff\u00e8 => caffè",
        "../../etc => caff\u00e8 => caffè",
        "utf-8 => \u00f0\u009f\u0098\u0080 => \ud83d\ude00",
        "utf-8 => \u00ed\u00a0\u0080 => \u00ed\u00a0\u20ac",
        "utf-8 => \u00c0\u0080 => À€"
      })
  void octetsAreReadAsTheyAreMeant(String label, String octets, String expected)
      throws IOException {
    assertEquals(expected, text("Content-Type: text/plain; charset=" + label + "\n\n" + octets));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a<b>b</b>c=>abc",
        "a<br>b<p class=x>c=> a b c",
        "<style>p { x > y }</style>a=>  a",
        "<SCRIPT type=x>if (a </b) {}</Script >a=>  a",
        "a<!-- <b> -- > x --->b=>ab",
        "a<!-->b-->c=>ac",
        "<!DOCTYPE html>a=>a",
        "<?xml?>a=> a",
        "a < b > c <3=>a < b > c <3",
        "&egrave;&#232;&#xE8;&amp;&lt;&nbsp;.=>èèè&< .",
        "&egrave &unknown; &; & &#; &#99999999; &#0;=>è &unknown; &; & &#; &#99999999; &#0;",
        "&euro;&#x1F600;=>€\ud83d\ude00",
        "a<b=>a",
        "a<!--b=>a",
        "a<script>b=>a "
      })
  void markupIsNoText(String html, String expected) throws IOException {
    String text = Mails.all(new HtmlText(new StringReader(html)));
    assertEquals(expected.strip(), text.strip());
  }

  @Test
  void aTextIsDecodedAndBounded() throws IOException {
    String message =
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<b>perch=C3=A9</b>";
    assertEquals("perché", text(message));
    Octets octets = Mails.crlf(message);
    assertEquals("per", Mails.all(PartText.of(octets, Mails.read(octets).part(), 3)));
    assertEquals("", Mails.all(PartText.of(octets, Mails.read(octets).part(), 0)));
  }

  @Test
  void reportsAreTextAndAttachmentsAreNot() throws IOException {
    assertEquals("Action: failed", text("Content-Type: message/delivery-status\n\nAction: failed"));
    assertEquals("", text("Content-Type: image/png\n\nabc"));
    assertEquals("", text("Content-Type: message/rfc822\n\nSubject: x\n\nabc"));
    assertEquals("", text("Content-Transfer-Encoding: x-uuencode\n\nabc"));
  }

  @Property
  void aGuessIsTheSameInAStreamAndInMemory(@ForAll byte[] octets) throws IOException {
    assertEquals(
        GuessedText.decode(octets),
        Mails.all(new GuessedText(new DribblingOctets(Octets.of(octets)).stream())));
  }

  @Property
  void whatIsUtf8IsReadAsUtf8(@ForAll String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    assertEquals(
        new String(octets, StandardCharsets.UTF_8),
        Mails.all(new GuessedText(new ByteArrayInputStream(octets))));
  }

  @Property
  void anyHtmlIsSomeText(@ForAll String html) throws IOException {
    assertEquals(
        Mails.all(new HtmlText(new StringReader(html))),
        Mails.all(new BoundedReader(new HtmlText(new StringReader(html)), Long.MAX_VALUE)));
  }

  private static String text(String message) throws IOException {
    Octets octets = Mails.crlf(message);
    return Mails.all(PartText.of(octets, Mails.read(octets).part(), 1000));
  }
}
