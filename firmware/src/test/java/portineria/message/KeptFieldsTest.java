package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptFieldsTest {
  private static final FieldNames KNOWN = FieldNames.of(List.of("From", "To", "Subject"));
  private static final int MAX = 1000;

  private static String select(String header, String... wanted) throws IOException {
    byte[] kept = KeptFields.of(Header.read(Mails.raw(header)), KNOWN, MAX);
    ByteBuffer within = ByteBuffer.allocate(kept.length + 7).put(5, kept);
    return Mails.text(
        KeptFields.select(within, 5, KeptFields.choice(FieldNames.of(List.of(wanted)), KNOWN)));
  }

  @Test
  void someOfThemAreSelectedInTheirOrderHoweverTheyAreWritten() throws IOException {
    String header = "TO: a\r\nX: 1\r\nsubject: b\n c\r\nFrom: d\r\nTo: e\r\n\r\nbody";
    assertEquals("TO: a\r\nsubject: b\n c\r\nTo: e\r\n\r\n", select(header, "Subject", "to"));
    assertEquals("From: d\r\n\r\n", select(header, "FROM"));
  }

  @Test
  void aLineIsEndedAndLinesThatAreNoFieldsAreLeftOut() throws IOException {
    assertEquals("To: a\r\n\r\n", select("From a@b Mon\r\nTo: a", "From", "To"));
  }

  @Test
  void nothingIsAnEmptyLine() throws IOException {
    assertEquals("\r\n", select("X: 1\r\n\r\n", "From"));
    assertEquals("\r\n", select("", "From"));
  }

  @Test
  void whatIsLongIsNotKept() throws IOException {
    String value = "a".repeat(MAX);
    assertEquals(0, KeptFields.of(Header.read(Mails.raw("To: " + value)), KNOWN, MAX).length);
    assertEquals(2, KeptFields.of(Header.read(Mails.raw("X: " + value)), KNOWN, MAX).length);
  }
}
