package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private static String of(String message) throws IOException {
    Octets octets = Octets.of(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    return Preview.of(octets, MessageStructure.read(octets).part());
  }

  private static String plain(String text) throws IOException {
    return of("Content-Type: text/plain; charset=utf-8\n\n" + text);
  }

  @Test
  void blanksAreJoinedAndWhatIsNotSeenIsLeftOut() throws IOException {
    assertEquals("a b c", plain("\n\n  a\t\n\u00a0b\u2003\u2028c  \n"));
    assertEquals("abcd", plain("\ufeffa\u0000b\u001b\u202ec\u2066d"));
    assertEquals("Ciao", plain("Ciao" + " \u034f \u200c\u00a0\u200d".repeat(100)));
    assertEquals("می\u200cخواهم", plain("می\u200cخواهم"));
  }

  @Test
  void itEndsAfterTwoHundredCharactersAndNeverWithinOne() throws IOException {
    assertEquals("x".repeat(200), plain("x".repeat(201)));
    assertEquals("😀".repeat(200), plain("😀".repeat(300)));
    assertEquals("x".repeat(199), plain("x".repeat(199) + "e\u0301tude"));
    assertEquals("x".repeat(199) + "e", plain("x".repeat(199) + "etude"));
    assertEquals("x".repeat(198), plain("x".repeat(198) + "👩\u200d👩\u200d👧"));
    assertEquals("x".repeat(199), plain("x".repeat(199) + " yz"));
    assertEquals("a" + "\u0301".repeat(199), plain("a" + "\u0301".repeat(400)));
  }

  @Test
  void aHalfCharacterIsNone() throws IOException {
    assertEquals("a b", of("Content-Type: text/html\n\na&#xD83D; b"));
  }

  @Test
  void plainTextComesFirstWhereItSaysAnything() throws IOException {
    String html = "--x\nContent-Type: text/html\n\n<p>Dear <b>you</b></p>\n";
    String both = "Content-Type: multipart/alternative; boundary=x\n\n" + html;
    assertEquals("plain", of(both + "--x\n\nplain\n--x--\n"));
    assertEquals("Dear you", of(both + "--x\n\n \n\n--x--\n"));
  }

  @Test
  void attachmentsAndMessagesWithinCountWhereThereIsNothingElse() throws IOException {
    String attached = "--x\nContent-Disposition: attachment\n\nnotes\n";
    String within = "--x\nContent-Type: message/rfc822\n\nSubject: s\n\nforwarded\n";
    String mixed = "Content-Type: multipart/mixed; boundary=x\n\n";
    assertEquals("Hello", of(mixed + attached + within + "--x\n\nHello\n--x--\n"));
    assertEquals("notes", of(mixed + attached + within + "--x--\n"));
    assertEquals("forwarded", of(mixed + within + "--x--\n"));
  }

  @Test
  void nothingIsSaidOfWhatIsEncrypted() throws IOException {
    assertEquals("", plain("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"));
    assertEquals("", of("Content-Type: application/pkcs7-mime\n\nMIAGCSqGSIb3\n"));
    assertEquals("", of("Content-Transfer-Encoding: x-unknown\n\nabc"));
    assertEquals("", of("Subject: nothing\n\n"));
    assertEquals("", of(""));
  }
}
