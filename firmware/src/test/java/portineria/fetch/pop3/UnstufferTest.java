package portineria.fetch.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnstufferTest {
  private static final String REST = "+OK next\r\n";

  @Test
  void dotsThatWereAddedAreTakenAway() {
    assertEquals("a\r\n.b\r\n..\r\n", message("a\r\n..b\r\n...\r\n.\r\n", 0));
  }

  @Test
  void aMessageMayBeEmpty() {
    assertEquals("", message(".\r\n", 0));
  }

  @Test
  void nulAndBareCarriageReturnsAreContent() {
    assertEquals("a\0b\rc\r\r\nd\r\n", message("a\0b\rc\r\r\nd\r\n.\r\n", 0));
  }

  @Test
  void bareLineFeedsAreKept() {
    assertEquals("a\r\nb\nc\r\n", message("a\r\nb\nc\r\n.\r\n", 0));
  }

  @Test
  void aServerThatSendsFilesAsTheyAreEndsAfterABareLineFeed() {
    assertEquals("a\nb\n", message("a\nb\n.\r\n", 0));
  }

  @Test
  void aMessageThatEndsWithABareLineFeedEndsWhereListSays() {
    assertEquals("a\r\nb\n", message("a\r\nb\n.\r\n", 5));
  }

  @Test
  void aStrangersDotAfterABareLineFeedDoesNotEndTheMessage() {
    assertEquals(
        "a\r\nb\n.\r\n+OK fake\r\nc\r\n", message("a\r\nb\n.\r\n+OK fake\r\nc\r\n.\r\n", 23));
  }

  @Test
  void twoDotsAfterABareLineFeedAreOne() {
    assertEquals("a\r\nb\n.c\r\n", message("a\r\nb\n..c\r\n.\r\n", 0));
  }

  @Test
  void aDotOfAServerThatAddsNoneIsKept() {
    assertEquals("a\r\n.b\r\n", message("a\r\n.b\r\n.\r\n", 0));
  }

  @Test
  void aServerWithoutCarriageReturnsIsUnderstood() {
    Unstuffer unstuffer = new Unstuffer(true, 0);
    assertEquals("a\n.b\n", decode(unstuffer, "a\n..b\n.\n" + REST, Integer.MAX_VALUE));
  }

  @Test
  void piecesOfAnySizeGiveTheSame() {
    String[] samples = {
      "a\r\n..b\r\n.\r\n", "a\nb\n.\r\n", "\r\n..\r\n.\r\r\n.x\r\n.\r\n", "....\r\n.\r\n", ".\r\n"
    };
    for (String sample : samples) {
      for (int piece = 1; piece < sample.length() + REST.length(); piece++) {
        String whole = message(sample, 0);
        assertEquals(whole, decode(new Unstuffer(false, 0), sample + REST, piece), sample);
      }
    }
  }

  @Test
  void whatAServerStuffsComesBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder("First: line\r\n");
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(new String[] {".", "..", "\r\n", "x", "\r", "\0"}[random.nextInt(6)]);
      }
      String message = text + "\r\n";
      String stuffed = message.replace("\r\n.", "\r\n..") + ".\r\n";
      assertEquals(message, message(stuffed, 0), "seed " + seed);
    }
  }

  private static String message(String wire, long listed) {
    return decode(new Unstuffer(false, listed), wire + REST, Integer.MAX_VALUE);
  }

  /** Feeds in pieces, checks that exactly the end was taken, and gives the message. */
  private static String decode(Unstuffer unstuffer, String wire, int piece) {
    byte[] source = wire.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int at = 0;
    while (!unstuffer.ended() && at < source.length) {
      int to = (int) Math.min(source.length, (long) at + piece);
      byte[] target = new byte[to - at + 2];
      at += unstuffer.feed(source, at, to, target);
      message.write(target, 0, unstuffer.produced());
    }
    assertTrue(unstuffer.ended(), wire);
    assertEquals(source.length - REST.length(), at, wire);
    return message.toString(StandardCharsets.ISO_8859_1);
  }
}
