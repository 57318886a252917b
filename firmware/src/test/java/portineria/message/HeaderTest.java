package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fields of a header: found by name, served as they are written. */
class HeaderTest {

  @Test
  void fieldsAreFoundInAnyCaseAndOrderIsKept() {
    Header header = Mails.header("A: 1\nb: 2\na: 3\n\nA: body\n");
    assertEquals(List.of("1", "3"), header.all("a"));
    assertEquals(Optional.of("2"), header.first("B"));
    assertEquals(Optional.empty(), header.first("c"));
    assertEquals(3, header.size());
  }

  @Test
  void aFoldBecomesOneSpace() {
    Header header = Mails.header("a: 1 \n\t 2\n \n 3\nb:\n 4\n");
    assertEquals("1 2 3", header.first("a").orElseThrow());
    assertEquals("4", header.first("b").orElseThrow());
  }

  @Test
  void valuesNeverHoldLineEndsOrNul() throws IOException {
    Header header = Header.read(Mails.raw("a: 1\r2\0003\n 4\r\n\r\n"));
    assertEquals("1 2 3 4", header.first("a").orElseThrow());
  }

  @Test
  void blanksMayStandBeforeTheColon() {
    assertEquals("x", Mails.header("Subject \t: x\n").first("subject").orElseThrow());
  }

  @Test
  void aLineThatIsNoFieldIsServedButNeverFound() {
    Header header = Mails.header("From a@x Thu Mar 12 09:12:44 2026\njunk\n more\nTo: b\n\n");
    assertEquals(Optional.empty(), header.first("From"));
    assertEquals(Optional.empty(), header.first(""));
    assertEquals("To: b\r\n\r\n", Mails.text(header.fields(FieldNames.of(Set.of("TO", "junk")))));
    assertEquals(
        "From a@x Thu Mar 12 09:12:44 2026\r\njunk\r\n more\r\n\r\n",
        Mails.text(header.fieldsNot(FieldNames.of(Set.of("To")))));
  }

  @Test
  void fieldsAreServedAsTheyAreWritten() throws IOException {
    Header header = Header.read(Mails.raw("A: 1\r\n\tfolded\r\nB: 2\nC: \0\r\nD"));
    assertEquals(
        "A: 1\r\n\tfolded\r\nC: \0\r\n\r\n",
        Mails.text(header.fields(FieldNames.of(Set.of("a", "c")))));
    assertEquals("B: 2\nD\r\n\r\n", Mails.text(header.fieldsNot(FieldNames.of(Set.of("a", "c")))));
    assertEquals("\r\n", Mails.text(header.fields(FieldNames.of(Set.of("x")))));
  }

  @Test
  void theHeaderEndsAtTheFirstEmptyLine() throws IOException {
    assertEquals(1, Header.read(Mails.raw("a: 1\r\n\r\nb: 2\r\n")).size());
    assertEquals(1, Header.read(Mails.raw("a: 1\n\nb: 2\n")).size());
    assertEquals(1, Header.read(Mails.raw("a: 1\n\r\nb: 2\n")).size());
    assertEquals(0, Header.read(Mails.raw("\r\nb: 2\r\n")).size());
    assertEquals(0, Header.read(Mails.raw("")).size());
    assertEquals(1, Header.read(Mails.raw("a: 1\n \nb")).size() - 1);
  }

  @Test
  void theEmptyLineIsFoundWhereverTheReadsAreCut() throws IOException {
    byte[] message = "a: 1\r\nb: 2\r\n\r\nc: 3\r\n".getBytes(StandardCharsets.US_ASCII);
    assertEquals(2, Header.read(new DribblingOctets(Octets.of(message))).size());
  }

  @Test
  void valuesAreDecoded() {
    Header header =
        Mails.header("Subject: =?utf-8?Q?caff=C3=A8?=\nSubject: perch\u00e9\nX: =?bad?=\n");
    assertEquals(List.of("caffè", "perché"), header.decoded("subject"));
  }

  @Test
  void onlyTheHeaderIsRead() throws IOException {
    CountingOctets octets =
        new CountingOctets(new EndlessOctets("a: 1\r\n\r\n", "body ", 1L << 40));
    assertEquals(1, Header.read(octets).size());
    assertTrue(octets.count() <= 4096);
  }
}
