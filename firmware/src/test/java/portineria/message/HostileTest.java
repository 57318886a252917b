package portineria.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages made to exhaust a reader. Work is counted: octets read, comparisons, chars looked at,
 * memory taken. The timeout is only there so that a mistake does not hang the build: at these sizes
 * anything quadratic takes far longer.
 */
@Timeout(120)
class HostileTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MEGABYTE = 1 << 20;
  private static final long HUNDRED_MEGABYTES = 100 * MEGABYTE;

  /** Memory that any structure may take, most of it garbage at once. */
  private static final long STRUCTURE_MAX = 48 * MEGABYTE;

  /** Reads a structure once over the octets, with bounded work; gives how many parts it has. */
  private static long parts(Octets octets, long memoryMax) throws IOException {
    return structure(octets, memoryMax).part().walk().count();
  }

  private static MessageStructure structure(Octets octets, long memoryMax) throws IOException {
    CountingOctets message = new CountingOctets(octets);
    StructureReader reader = new StructureReader(message, MessageLimits.STANDARD);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    MessageStructure structure = reader.read();
    long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(octets.size(), message.count(), "octets read");
    assertTrue(taken < memoryMax, "bytes taken: " + taken);
    long linesMax = structure.part().lines() + 1;
    assertTrue(
        reader.comparisons() <= linesMax * MessageLimits.STANDARD.depthMax(),
        "comparisons " + reader.comparisons());
    return structure;
  }

  @Test
  void aHundredMegabytesTakeNoMemory() throws IOException {
    Octets message =
        new EndlessOctets(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Transfer-Encoding: base64

            """,
            "QUJD".repeat(19) + "\r\n",
            HUNDRED_MEGABYTES);
    Part root = structure(message, MEGABYTE).part();
    assertEquals(1, root.children().size());
    Part part = root.children().getFirst();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try (InputStream in = part.decoded(message).orElseThrow()) {
      assertTrue(in.transferTo(OutputStream.nullOutputStream()) > 70 * MEGABYTE);
    }
    assertTrue(THREADS.getCurrentThreadAllocatedBytes() - before < MEGABYTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "\n", " ", "\r", "-", "--b", "--b\n", "\r\n--b--", "=", "<", "&", "\0"})
  void anyPatternIsPassedOverOnce(String pattern) throws IOException {
    String header =
        "Content-Transfer-Encoding: quoted-printable\nContent-Type: multipart/mixed; boundary=b\n\n";
    parts(new EndlessOctets(header, pattern, 2 * MEGABYTE), STRUCTURE_MAX);
    parts(new EndlessOctets("", pattern, 2 * MEGABYTE), STRUCTURE_MAX);
    Octets html =
        new EndlessOctets(
            "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html\n\n",
            pattern,
            2 * MEGABYTE);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try (Reader text = PartText.of(html, Mails.read(html).part(), Long.MAX_VALUE)) {
      assertTrue(text.skip(Long.MAX_VALUE) <= 2 * MEGABYTE);
    }
    assertTrue(THREADS.getCurrentThreadAllocatedBytes() - before < 20 * 2 * MEGABYTE);
  }

  @Test
  void aHundredThousandNestedMultipartsEndAtTheDepthLimit() throws IOException {
    String message =
        IntStream.range(0, 100_000)
            .mapToObj(i -> multipart("b" + (100_000 + i)))
            .collect(Collectors.joining());
    assertEquals(MessageLimits.STANDARD.depthMax(), parts(Mails.raw(message), STRUCTURE_MAX));
  }

  @Test
  void aHundredThousandNestedMessagesEndAtTheDepthLimit() throws IOException {
    String message = "Content-Type: message/rfc822\n\n".repeat(100_000);
    assertEquals(MessageLimits.STANDARD.depthMax(), parts(Mails.raw(message), STRUCTURE_MAX));
  }

  @Test
  void boundariesThatBeginEachOtherAreComparedOncePerDepth() throws IOException {
    String message =
        IntStream.rangeClosed(1, 900)
            .mapToObj(i -> multipart("b".repeat(i)))
            .collect(Collectors.joining());
    String lines = ("--" + "b".repeat(90) + "c\n").repeat(10_000);
    parts(Mails.raw(message + lines), STRUCTURE_MAX);
  }

  private static String multipart(String boundary) {
    return "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }

  @Test
  void aMillionPartsEndAtThePartLimit() throws IOException {
    Octets message =
        new EndlessOctets("Content-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 7_000_000);
    assertEquals(MessageLimits.STANDARD.partsMax(), parts(message, STRUCTURE_MAX));
    Octets digest =
        new EndlessOctets(
            "Content-Type: multipart/digest; boundary=b\n\n", "--b\n\nTo: a@b\n\nx\n", 7_000_000);
    assertEquals(MessageLimits.STANDARD.partsMax(), parts(digest, STRUCTURE_MAX));
  }

  @Test
  void aMillionHeaderLinesAreOneHeader() throws IOException {
    Octets message = new EndlessOctets("", "To: a@b\n", 8_000_000);
    assertEquals(1, parts(message, STRUCTURE_MAX));
    assertEquals(MessageLimits.STANDARD.fieldsMax(), Header.read(message).size());
  }

  @Test
  void aHeaderLineOfMegabytesIsOneField() throws IOException {
    for (String pattern :
        new String[] {"a@b, ", "\n a@b,", "=?utf-8?Q?", "(", "\"", "<", ":", " "}) {
      Octets message = new EndlessOctets("From: ", pattern, 2 * MEGABYTE);
      parts(message, STRUCTURE_MAX);
      Header header = Header.read(message);
      assertEquals(1, header.size());
      assertTrue(Envelope.of(header).from().size() <= MessageLimits.STANDARD.addressesMax());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "<",
        ">",
        "\"",
        "\\",
        ",",
        ";",
        ":",
        "@",
        "[",
        " ",
        "a ",
        "a@",
        "<a@b>",
        "\"a\"",
        "a:b;",
        "(a)",
        "=?",
        "=?a?Q?b",
        "?=",
        "=?a?Q?b?= ",
        "a=b;",
        "a*0=b;",
        "a*1*=%41;",
        "%41",
        ".",
        "1 ",
        "1:1 ",
        "+1 ",
        "a(b"
      })
  void aFieldValueIsLookedAtOnce(String pattern) {
    String value = pattern.repeat(100_000 / pattern.length());
    CountingChars addresses = new CountingChars(value);
    AddressList.parse(addresses, Integer.MAX_VALUE);
    assertTrue(addresses.count() < 12L * value.length(), "addresses " + addresses.count());
    CountingChars parameters = new CountingChars(value);
    Parameterized.parse(parameters, Integer.MAX_VALUE);
    assertTrue(parameters.count() < 12L * value.length(), "parameters " + parameters.count());
    Parameterized.parse("x; a=" + value, Integer.MAX_VALUE).parameters().decoded("a");
    CountingChars date = new CountingChars(value);
    MessageDates.parse(date);
    assertTrue(date.count() < 12L * value.length(), "date " + date.count());
    EncodedWords.decode(value.repeat(10));
    MediaType.parse(value, 200);
  }

  @Test
  void manyAttachmentsKeepLittleOfTheirNames() throws IOException {
    String field = "Content-Disposition: attachment; filename=" + "n".repeat(2000) + "\n";
    Octets message =
        new EndlessOctets(
            "Content-Type: multipart/mixed; boundary=b\n\n", "--b\n" + field + "\n", 20 * MEGABYTE);
    parts(message, 60 * MEGABYTE);
    long kept =
        Mails.read(message)
            .part()
            .walk()
            .mapToLong(part -> part.fileName().map(String::length).orElse(0))
            .sum();
    assertTrue(kept <= MessageLimits.STANDARD.keptOctetsMax(), "kept " + kept);
  }
}
