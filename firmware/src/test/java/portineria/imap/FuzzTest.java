package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portineria.transcript.MemoryConnection;

/**
 * Any octets give a command, BAD, or the wish for more: the session answers in the grammar, never
 * with SERVERBUG, never with an exception, and in bounded time.
 */
class FuzzTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Valid commands, for the mutations to begin with. */
  private static final List<String> SEEDS =
      List.of(
          "a LOGIN anna secret\r\n",
          "a AUTHENTICATE PLAIN AGFubmEAc2VjcmV0\r\n",
          "a CAPABILITY\r\n",
          "a ID (\"name\" \"x\" \"version\" NIL)\r\n",
          "a ENABLE IMAP4rev2\r\n",
          "a SELECT INBOX\r\n",
          "a ENABLE QRESYNC\r\na SELECT INBOX (CONDSTORE QRESYNC (1 20 1:9,11 (1,3 1,3)))\r\n",
          "a EXAMINE \"INBOX\"\r\n",
          "a CREATE \"Clients/Citt&AOA-\" (USE (\\Sent))\r\n",
          "a RENAME Clients Kunden\r\n",
          "a DELETE {4+}\r\nJunk\r\n",
          "a SUBSCRIBE Trash\r\n",
          "a LIST (SUBSCRIBED RECURSIVEMATCH) \"\" (% *) RETURN (STATUS (MESSAGES SIZE))\r\n",
          "a LSUB \"\" %\r\n",
          "a STATUS INBOX (MESSAGES UIDNEXT UNSEEN)\r\n",
          "a APPEND INBOX (\\Seen $x) \" 1-Feb-2026 10:00:00 +0100\" {5+}\r\na: b\n (\\Draft) {3+}\r\nc:d\r\n",
          "a IDLE\r\nDONE\r\n",
          "a FETCH 1:* (FLAGS UID ENVELOPE BODYSTRUCTURE BODY.PEEK[1.2.HEADER.FIELDS (a \"b\")]<0.10>)\r\n",
          "a UID FETCH 2,1:* FULL\r\n",
          "a FETCH * (BINARY.PEEK[1]<1.2> BINARY.SIZE[1] RFC822.TEXT BODY[])\r\n",
          "a ENABLE QRESYNC\r\na UID FETCH 1:* (FLAGS MODSEQ) (CHANGEDSINCE 1 VANISHED)\r\n",
          "a STORE 1:2 (UNCHANGEDSINCE 23) FLAGS (\\Draft)\r\n",
          "a SEARCH RETURN (MAX) MODSEQ \"/flags/\\\\draft\" all 20\r\n",
          "a STORE 1,2 +FLAGS.SILENT (\\Deleted $Work)\r\n",
          "a UID STORE $ -FLAGS \\Seen\r\n",
          "a SEARCH RETURN (SAVE COUNT MIN) CHARSET UTF-8 OR (NOT SEEN) SUBJECT {3+}\r\nabc BODY x\r\n",
          "a UID SEARCH SINCE 1-Feb-2026 LARGER 10 HEADER x \"\" KEYWORD y 1:2 UID 1:*\r\n",
          "a SORT (REVERSE DATE SUBJECT) UTF-8 NOT DELETED\r\n",
          "a UID SORT RETURN (MIN ALL) (DISPLAYFROM SIZE) US-ASCII OR 1 SUBJECT x\r\n",
          "a THREAD REFERENCES UTF-8 SUBJECT \"message\"\r\na UID THREAD ORDEREDSUBJECT UTF-8 ALL\r\n",
          "a SEARCH YOUNGER 60 OR OLDER 1 SAVEDON 1-Feb-2026 NOT EMAILID x\r\n",
          "a FETCH 1:* (PREVIEW (LAZY) PREVIEW)\r\na FETCH 1 PREVIEW (LAZY) (CHANGEDSINCE 1)\r\n",
          "a FETCH 1:3 (EMAILID THREADID SAVEDATE)\r\n",
          "a UID REPLACE 2 Drafts (\\Draft) {3+}\r\na:b\r\n",
          "a COPY 1 Trash\r\n",
          "a UID MOVE 2 Trash\r\n",
          "a UID EXPUNGE 1:*\r\n",
          "a EXPUNGE\r\n",
          "a NOOP\r\n",
          "a CLOSE\r\n",
          "a UNSELECT\r\n");

  private static final Pattern RESPONSE =
      Pattern.compile("(\\+ .*|\\* .+|[^ ]+ (OK|NO|BAD) .*)", Pattern.DOTALL);

  private static final String BEGIN = "x1 LOGIN anna secret\r\nx2 SELECT INBOX\r\n";

  /** Plays {@code octets} to a session of its own and gives what it answered. */
  private static byte[] play(byte[] octets) throws Exception {
    ImapStage stage = new ImapStage();
    stage.prepare("inbox", "3 messages, \\Seen 1, \\Deleted 2");
    stage.prepare("message", "Content-Type: multipart/mixed; boundary=x␍␊␍␊--x␍␊␍␊a␍␊--x--␍␊");
    MemoryConnection connection = stage.connection(1);
    connection.send(octets);
    connection.hangUp();
    try {
      stage.serve(connection);
    } catch (IOException theClientHasGone) {
      // as it should be
    }
    connection.flush();
    return connection.takeOutput();
  }

  private static void check(byte[] octets, String how) {
    try {
      Assertions.assertTimeoutPreemptively(PATIENCE, () -> checkAnswers(play(octets)), how);
    } catch (Throwable e) {
      fail(how + ": " + new String(octets, StandardCharsets.ISO_8859_1), e);
    }
  }

  /** Every line begins as an answer does; literals are stepped over. */
  private static void checkAnswers(byte[] answers) {
    String text = new String(answers, StandardCharsets.ISO_8859_1);
    assertTrue(!text.contains("SERVERBUG"), text);
    StringBuilder response = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf("\r\n", at);
      assertTrue(end >= 0, "the last answer has no end: " + text.substring(at));
      String line = text.substring(at, end);
      response.append(line);
      at = end + 2;
      int brace = line.endsWith("}") ? line.lastIndexOf('{') : -1;
      if (brace >= 0 && response.indexOf("* ") == 0) {
        at += Integer.parseInt(line.substring(brace + 1, line.length() - 1));
      } else {
        assertTrue(RESPONSE.matcher(response).matches(), response.toString());
        response.setLength(0);
      }
    }
  }

  @Test
  void theSeedsAreWellFormed() throws Exception {
    for (String seed : SEEDS) {
      String session = seed.startsWith("a LOGIN") || seed.startsWith("a AUTH") ? "" : BEGIN;
      byte[] octets = (session + seed).getBytes(StandardCharsets.UTF_8);
      String answers = new String(play(octets), StandardCharsets.UTF_8);
      assertTrue(!answers.contains(" BAD "), seed + answers);
      check(octets, "seed");
    }
  }

  @Property(tries = 300)
  void anyOctetsAreAnswered(@ForAll byte[] octets) {
    check(octets, "any octets");
  }

  @Property(tries = 300)
  void anyLinesAreAnswered(@ForAll("lines") String text) {
    check((BEGIN + text).getBytes(StandardCharsets.UTF_8), "any lines");
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(
            "a ", "FETCH ", "UID ", "SEARCH ", "STORE ", "LIST ", "(", ")", "[", "]", "\"", "{3+}",
            "\r\n", "1", ":", "*", ",", " ", "BODY", "OR ", "NOT ", "\\", "$", "%", "~", "<", ">",
            ".", "FLAGS ", "\0", "é", "HEADER", "RETURN ", "INBOX ", "APPEND ", "+", "-")
        .list()
        .ofMaxSize(40)
        .map(words -> String.join("", words) + "\r\n");
  }

  @Test
  void mutatedCommandsAreAnswered() {
    mutate(new Random().nextLong(), 3000);
  }

  @Test
  @Tag("long")
  void manyMutatedCommandsAreAnswered() {
    mutate(new Random().nextLong(), Integer.getInteger("portineria.rounds", 100_000));
  }

  private static void mutate(long seed, int rounds) {
    System.out.println("FuzzTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < rounds; round++) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      octets.writeBytes(BEGIN.getBytes(StandardCharsets.UTF_8));
      for (int i = random.nextInt(4); i >= 0; i--) {
        octets.writeBytes(mutated(random));
      }
      check(octets.toByteArray(), "seed " + seed + " round " + round);
    }
  }

  private static byte[] mutated(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(6)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, "()[]{}\"\\ *%$~,:.<>+-\r\n\0 09aZ".charAt(random.nextInt(28)));
        case 3 -> text.insert(at, text.substring(at, at + random.nextInt(text.length() - at + 1)));
        case 4 -> {
          String other = SEEDS.get(random.nextInt(SEEDS.size()));
          text.insert(at, other, 0, random.nextInt(other.length()));
        }
        default -> text.delete(at, at + random.nextInt(text.length() - at));
      }
      if (text.isEmpty()) {
        return new byte[0];
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
