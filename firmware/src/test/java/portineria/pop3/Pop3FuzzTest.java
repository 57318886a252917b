package portineria.pop3;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import portineria.transcript.MemoryConnection;

/** Whatever octets come: commands are answered, or {@code -ERR}, or the connection ends. */
class Pop3FuzzTest {

  @Property(tries = 400)
  void anyOctetsGiveAnswersOrTheEnd(@ForAll("input") byte[] octets) throws Exception {
    Pop3Stage stage = new Pop3Stage();
    stage.prepare("inbox", "3 messages");
    String heard = new Dialogue(stage.server(), MemoryConnection.local("C")).saidAndEnded(octets);
    assertFalse(heard.contains("a fault in this server"), heard);
    boolean inside = false;
    for (String line : heard.split("\r\n", -1)) {
      if (line.isEmpty() && !inside) {
        continue; // after the last line
      }
      boolean status = line.startsWith("+OK ") || line.startsWith("-ERR ") || line.startsWith("+ ");
      assertTrue(inside || status, "not an answer: " + line);
      inside = inside ? !line.equals(".") : isMultiline(line);
    }
  }

  private static boolean isMultiline(String first) {
    return first.matches(
        "\\+OK (what can be done here|mechanisms|unique-ids|\\d+ octets|.*, .*octets)");
  }

  /** Parts of commands, whole ones, noise; many logged in, so that all rows are met. */
  @Provide
  Arbitrary<byte[]> input() {
    Arbitrary<String> part =
        Arbitraries.of(
            "USER anna\r\nPASS secret\r\n",
            "AUTH PLAIN AGFubmEAc2VjcmV0\r\n",
            "AUTH ",
            "PLAIN",
            "LOGIN",
            "PASS ",
            "USER ",
            "RETR ",
            "TOP ",
            "LIST",
            "UIDL",
            "DELE ",
            "RSET\r\n",
            "STAT\r\n",
            "CAPA\r\n",
            "UTF8\r\n",
            "STLS\r\n",
            "QUIT",
            "NOOP",
            "1",
            "2 ",
            " 3",
            "999999999999999999999",
            "-1",
            "*",
            "=",
            " ",
            "\r\n",
            "\n",
            "\r",
            "\u0000",
            "x".repeat(9000));
    Arbitrary<String> noise =
        Arbitraries.strings().withCharRange('\u0000', '\u00FF').ofMaxLength(8);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, part), net.jqwik.api.Tuple.of(1, noise))
        .list()
        .ofMaxSize(60)
        .map(Pop3FuzzTest::joined);
  }

  private static byte[] joined(List<String> parts) {
    return String.join("", parts).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
