package portineria.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import portineria.message.Octets;
import portineria.transcript.MemoryConnection;

/** What goes out, against the obvious way to do it on a whole message. */
class MessageWriterTest {

  @Property(tries = 3000)
  void aMessageGoesOutAsItIsButForDotsAndItsEnd(
      @ForAll("messages") String message, @ForAll @IntRange(min = 1, max = 12) int block)
      throws Exception {
    assertEquals(obvious(message), written(message, Long.MAX_VALUE, block));
  }

  @Property(tries = 3000)
  void someLinesOfAMessageGoOutLikewise(
      @ForAll("messages") String message,
      @ForAll @IntRange(max = 4) int lines,
      @ForAll @IntRange(min = 1, max = 12) int block)
      throws Exception {
    assertEquals(obvious(beginning(message, lines)), written(message, lines, block));
  }

  @Property(tries = 2000)
  void aProgramThatReadsLinesFindsTheEndAndTheSameText(@ForAll("messages") String message)
      throws Exception {
    String wire = written(message, Long.MAX_VALUE, 5) + ".\r\n";
    StringBuilder read = new StringBuilder();
    int at = 0;
    while (!wire.startsWith(".\r\n", at) && !wire.startsWith(".\n", at)) {
      int end = wire.indexOf('\n', at) + 1;
      read.append(wire, wire.charAt(at) == '.' ? at + 1 : at, end);
      at = end;
    }
    assertEquals(wire.length() - 3, at, "the end is where it should be");
    assertTrue(read.toString().startsWith(message.stripTrailing()));
    assertTrue(read.length() - message.length() <= 2);
  }

  @Provide
  Arbitrary<String> messages() {
    return Arbitraries.of(
            "\r\n", "\n", "\r", ".", "..", "a", "bc", "\r\n\r\n", "\r\n.\r\n", "\u00FF")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static String obvious(String message) {
    String stuffed = message.startsWith(".") ? "." + message : message;
    stuffed = stuffed.replace("\n.", "\n..");
    if (stuffed.isEmpty() || stuffed.endsWith("\r\n")) {
      return stuffed;
    }
    return stuffed.endsWith("\n") || stuffed.endsWith("\r")
        ? stuffed.substring(0, stuffed.length() - 1) + "\r\n"
        : stuffed + "\r\n";
  }

  private static String beginning(String message, int lines) {
    int at = 0;
    boolean inBody = false;
    int left = lines;
    while (at < message.length() && !(inBody && left == 0)) {
      int end = message.indexOf('\n', at) + 1;
      if (end == 0) {
        return message;
      }
      String line = message.substring(at, end);
      if (inBody) {
        left--;
      }
      inBody = inBody || line.equals("\n") || line.equals("\r\n");
      at = end;
    }
    return message.substring(0, at);
  }

  private static String written(String message, long lines, int block) throws Exception {
    MemoryConnection connection = MemoryConnection.local("C");
    Octets octets = Octets.of(message.getBytes(StandardCharsets.ISO_8859_1));
    new MessageWriter(connection, octets, block).write(lines);
    connection.flush();
    return new String(connection.takeOutput(), StandardCharsets.ISO_8859_1);
  }

  /** The longest that was ever asked for at a time. */
  private static final class Counted implements Octets {
    private final Octets whole;
    private int longest;

    Counted(Octets whole) {
      this.whole = whole;
    }

    @Override
    public long size() {
      return whole.size();
    }

    @Override
    public int read(long position, byte[] target, int offset, int length)
        throws java.io.IOException {
      longest = Math.max(longest, target.length);
      return whole.read(position, target, offset, Math.min(length, 1000));
    }
  }

  @Test
  void howeverLongAMessageIsABlockIsInMemory() throws Exception {
    byte[] octets = new byte[300_000];
    new Random(3).nextBytes(octets);
    Counted counted = new Counted(Octets.of(octets));
    MemoryConnection connection = MemoryConnection.local("C");
    new MessageWriter(connection, counted, 4096).write(Long.MAX_VALUE);
    connection.flush();
    assertEquals(4096, counted.longest);
    assertEquals(
        obvious(new String(octets, StandardCharsets.ISO_8859_1)),
        new String(connection.takeOutput(), StandardCharsets.ISO_8859_1));
  }
}
