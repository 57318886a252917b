package portineria.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Connection} does with lines, literals, timeouts and output. */
public interface ReadingContract extends ConnectionContract {

  @Test
  default void linesEndWithCrlfOrWithABareLf() throws Exception {
    Watched session =
        new Watched(
            c ->
                ConnectionContract.text(c.readLine(9))
                    + "|"
                    + ConnectionContract.text(c.readLine(9))
                    + "|"
                    + ConnectionContract.text(c.readLine(9)));
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door).send("one\r\ntwo\n\r\n")) {
      assertEquals("one|two|", session.result());
    }
  }

  @Test
  default void aLineThatComesOctetByOctetIsOneLine() throws Exception {
    Door door = doors().open(ConnectionContract.clear(), new Watched(ConnectionContract::echo));
    try (Peer peer = Peer.of(door)) {
      for (byte octet : "a1 LOGIN anna secret\r\n".getBytes(StandardCharsets.US_ASCII)) {
        peer.send(new byte[] {octet});
      }
      assertEquals("a1 LOGIN anna secret", peer.line());
    }
  }

  @Test
  default void aLineMayHaveAsManyOctetsAsItsLimitAndNotOneMore() throws Exception {
    Watched session =
        new Watched(
            c -> {
              String fits = ConnectionContract.text(c.readLine(5));
              assertThrows(LineTooLong.class, () -> c.readLine(5));
              return fits + "|" + ConnectionContract.text(c.readLine(5));
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door).send("12345\r\n123456\r\nnext\r\n")) {
      assertEquals("12345|next", session.result());
    }
  }

  /** However the octets are cut into packets, each line is read whole or told to be too long. */
  @Test
  default void linesAreTheSameHoweverTheyAreCut() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("linesAreTheSameHoweverTheyAreCut seed=" + seed);
    Random random = new Random(seed);
    StringBuilder sent = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    int lines = 300;
    for (int i = 0; i < lines; i++) {
      String line =
          "x".repeat(random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(120));
      sent.append(line).append(random.nextBoolean() ? "\r\n" : "\n");
      expected.append(line.length() > 100 ? "long" : String.valueOf(line.length())).append(' ');
    }
    Watched session =
        new Watched(
            c -> {
              StringBuilder seen = new StringBuilder();
              for (int i = 0; i < lines; i++) {
                try {
                  seen.append(c.readLine(100).length).append(' ');
                } catch (LineTooLong tooLong) {
                  seen.append("long ");
                }
              }
              return seen.toString();
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      byte[] octets = sent.toString().getBytes(StandardCharsets.US_ASCII);
      for (int from = 0, to; from < octets.length; from = to) {
        to = Math.min(octets.length, from + 1 + random.nextInt(random.nextBoolean() ? 8 : 3000));
        peer.send(Arrays.copyOfRange(octets, from, to));
      }
      assertEquals(expected.toString(), session.result());
    }
  }

  @Test
  default void aLineThatNeverEndsIsToldAtOnce() throws Exception {
    Watched session = new Watched(c -> c.readLine(100));
    Limits limits = TestLimits.closing(SHORT);
    Door door = doors(limits).open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        peer.send(new byte[65_536]);
                      }
                    } catch (IOException closed) {
                      // as it should be
                    }
                  });
      IOException trouble = assertThrows(IOException.class, session::result);
      assertFalse(((LineTooLong) trouble).isSkipped());
      sender.join();
    }
  }

  @Test
  default void theEndInTheMiddleOfALineIsTheEnd() throws Exception {
    Watched session = new Watched(c -> c.readLine(100));
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door).send("a1 NO").endOutput()) {
      assertThrows(EOFException.class, session::result);
    }
  }

  @Test
  default void aLiteralBetweenTwoLinesIsReadToTheOctet() throws Exception {
    Watched session =
        new Watched(
            c -> {
              String before = ConnectionContract.text(c.readLine(100));
              byte[] literal = new byte[5];
              for (int read = 0; read < literal.length; ) {
                read += c.read(literal, read, literal.length - read);
              }
              String after = ConnectionContract.text(c.readLine(100));
              return before
                  + "|"
                  + ConnectionContract.text(literal)
                  + "|"
                  + after
                  + "|"
                  + c.read(literal, 0, 5);
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door).send("{5+}\r\na\r\nbc)\r\n").endOutput()) {
      assertEquals("{5+}|a\r\nbc|)|-1", session.result());
    }
  }

  @Test
  default void whatWasSentBeforeTheClientClosedItsSideIsAnswered() throws Exception {
    Door door = doors().open(ConnectionContract.clear(), new Watched(ConnectionContract::echo));
    try (Peer peer = Peer.of(door).send("one\r\ntwo\r\nbye\r\n").endOutput()) {
      assertEquals("one\r\ntwo\r\nbye\r\n", peer.rest());
    }
  }

  @Test
  default void aSilentClientTimesOutAndCanBeToldSo() throws Exception {
    Watched session =
        new Watched(
            c -> {
              c.timeout(SHORT);
              assertThrows(IdleTimeout.class, () -> c.readLine(100));
              assertThrows(IdleTimeout.class, () -> c.read(new byte[1], 0, 1));
              c.write("* BYE too slow\r\n");
              return "told";
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      assertEquals("* BYE too slow\r\n", peer.rest());
      assertEquals("told", session.result());
    }
  }

  @Test
  default void aClientThatDripsOctetsTimesOutToo() throws Exception {
    Watched session =
        new Watched(
            c -> {
              c.timeout(Duration.ofMillis(200));
              return c.readLine(1_000_000);
            });
    Door door = doors(TestLimits.closing(SHORT)).open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              peer.send("x");
            }
          });
      assertThrows(IdleTimeout.class, session::result);
    }
  }

  @Test
  default void beforeLoginAConnectionTimesOutByItself() throws Exception {
    Watched session = new Watched(c -> c.readLine(100));
    Door door = doors(TestLimits.idleBeforeLogin(SHORT)).open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door)) {
      assertThrows(IdleTimeout.class, session::result);
    }
  }

  @Test
  default void pipelinedInputIsSeenWaiting() throws Exception {
    Watched session =
        new Watched(
            c -> {
              c.readLine(9);
              boolean first = c.inputWaiting();
              c.readLine(9);
              return first + " " + c.inputWaiting();
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer _ = Peer.of(door).send("one\r\ntwo\r\n")) {
      assertEquals("true false", session.result());
    }
  }

  @Test
  default void outputIsGatheredUntilItIsFlushed() throws Exception {
    Watched session =
        new Watched(
            c -> {
              c.write("half a li");
              c.write("ne\r\n".getBytes(StandardCharsets.US_ASCII));
              c.flush();
              return ConnectionContract.text(c.readLine(9));
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      assertEquals("half a line", peer.line());
      peer.send("ok\r\n");
      assertEquals("ok", session.result());
    }
  }

  @Test
  default void aReadThatMustWaitFlushesFirst() throws Exception {
    Watched session =
        new Watched(
            c -> {
              c.write("* OK greeting\r\n");
              return ConnectionContract.text(c.readLine(9));
            });
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door)) {
      assertEquals("* OK greeting", peer.line());
      peer.send("ok\r\n");
      assertEquals("ok", session.result());
    }
  }
}
