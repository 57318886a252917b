package portineria.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.net.ConnectionContract;
import portineria.net.Door;
import portineria.net.Limits;
import portineria.net.Peer;
import portineria.net.mina.MinaDoors;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;
import portineria.transcript.MemoryConnection;

/** COMPRESS with a client that does it, over real connections: RFC 4978. */
@Timeout(120)
class CompressTest {
  private static final int PIECE = 8 * 1024;

  @TempDir static Path keys;
  private static ServerTls tls;

  private ImapStage stage;
  private MinaDoors doors;

  @BeforeAll
  static void makeKeys() {
    tls = TestTls.in(keys);
  }

  @BeforeEach
  void open() {
    stage = new ImapStage();
    doors = new MinaDoors(Limits.standard(), tls);
  }

  @AfterEach
  void close() {
    doors.close();
  }

  private Door clear() throws IOException {
    return doors.open(ConnectionContract.clear(), stage::serve);
  }

  /** A client that compresses. */
  private static final class Client implements AutoCloseable {
    private final Peer peer;
    private final InputStream in;
    private final OutputStream line;
    private final DeflaterOutputStream out;

    Client(Peer peer) throws IOException {
      this.peer = peer;
      peer.line();
      peer.send("l LOGIN anna secret\r\n");
      assertTrue(peer.line().startsWith("l OK"));
      peer.send("z COMPRESS DEFLATE\r\n");
      assertEquals("z OK Compressed from here on", peer.line());
      in = new InflaterInputStream(peer.socket().getInputStream(), new Inflater(true), PIECE);
      line = peer.socket().getOutputStream();
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      out = new DeflaterOutputStream(line, deflater, PIECE, true);
    }

    Client send(byte[] octets) throws IOException {
      out.write(octets);
      out.flush();
      return this;
    }

    Client send(String text) throws IOException {
      return send(text.getBytes(UTF_8));
    }

    String line() throws IOException {
      StringBuilder text = new StringBuilder();
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new EOFException("the server left after " + text);
        }
        text.append((char) octet);
      }
      return text.substring(0, text.length() - 1);
    }

    /** The lines up to the answer with that tag, joined. */
    String until(String tag) throws IOException {
      StringBuilder lines = new StringBuilder();
      String last = "";
      while (!last.startsWith(tag + " ")) {
        last = line();
        lines.append(last).append('\n');
      }
      return lines.toString();
    }

    @Override
    public void close() throws IOException {
      peer.close();
    }
  }

  @Test
  void commandsAndAnswersGoCompressed() throws Exception {
    stage.prepare("inbox", "3 messages");
    try (Client client = new Client(Peer.of(clear()))) {
      assertTrue(client.send("a SELECT INBOX\r\n").until("a").contains("* 3 EXISTS\n"));
      assertFalse(client.send("b CAPABILITY\r\n").until("b").contains("COMPRESS"));
      String again = client.send("c COMPRESS DEFLATE\r\n").until("c");
      assertEquals("c NO [COMPRESSIONACTIVE] The line is compressed already\n", again);
      client.send("d NOOP\r\ne FETCH 1:3 BODY.PEEK[]\r\nf NO");
      assertTrue(client.until("e").contains("message 3"));
      assertTrue(client.send("OP\r\n").until("f").endsWith("f OK NOOP completed\n"));
      assertTrue(client.send("g LOGOUT\r\n").until("g").startsWith("* BYE"));
      assertThrows(EOFException.class, client::line);
    }
  }

  @Test
  void underTlsToo() throws Exception {
    Door door = doors.open(ConnectionContract.implicit(), stage::serve);
    try (Client client = new Client(Peer.of(door).secured(TestTls.clientOf(tls)))) {
      assertTrue(client.send("a SELECT INBOX\r\n").until("a").contains("* 0 EXISTS\n"));
    }
  }

  @Test
  void idleTellsThroughIt() throws Exception {
    try (Client client = new Client(Peer.of(clear()))) {
      client.send("a SELECT INBOX\r\n").until("a");
      assertEquals("+ Idling", client.send("b IDLE\r\n").line());
      for (int arrived = 1; arrived <= 3; arrived++) {
        stage.append("a: b␍␊␍␊c", Set.of());
        assertEquals("* " + arrived + " EXISTS", client.line());
        assertEquals("* " + arrived + " RECENT", client.line());
      }
      client.send(new byte[0]); // a mark alone says nothing
      assertEquals("b OK IDLE completed", client.send("DONE\r\n").line());
    }
  }

  @Test
  void everyOctetMayComeByItself() throws Exception {
    try (Client client = new Client(Peer.of(clear()))) {
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      String text = "a SELECT INBOX\r\nb APPEND INBOX {5+}\r\na: b\n\r\nc IDLE\r\nDONE\r\n";
      deflater.setInput(text.getBytes(US_ASCII));
      byte[] octets = new byte[1000];
      int count = deflater.deflate(octets, 0, octets.length, Deflater.SYNC_FLUSH);
      deflater.end();
      for (int i = 0; i < count; i++) {
        client.line.write(octets[i]);
      }
      assertTrue(client.until("c").contains("b OK [APPENDUID"));
    }
  }

  @Test
  void aLargeMessageGoesUpAndComesDownInPiecesOfAnySize() throws Exception {
    Random random = new Random(20261128);
    byte[] message = new byte[10_000_000];
    random.nextBytes(message);
    Arrays.fill(message, 3_000_000, 9_000_000, (byte) 'x');
    System.arraycopy("a: b\r\n\r\n".getBytes(US_ASCII), 0, message, 0, 8);
    for (int i = 0; i < message.length; i++) {
      message[i] = message[i] == 0 ? 1 : message[i]; // IMAP has no NUL
    }
    try (Client client = new Client(Peer.of(clear()))) {
      client.send("a APPEND INBOX {" + message.length + "}\r\n");
      assertTrue(client.line().startsWith("+ "));
      for (int from = 0; from < message.length; ) {
        int to = Math.min(message.length, from + 1 + random.nextInt(200_000));
        client.send(Arrays.copyOfRange(message, from, to));
        from = to;
      }
      assertTrue(client.send("\r\n").until("a").contains("a OK [APPENDUID"));
      client.send("b SELECT INBOX\r\n").until("b");
      client.send("c FETCH 1 BODY.PEEK[]\r\n");
      assertEquals("* 1 FETCH (BODY[] {" + message.length + "}", client.line());
      assertArrayEquals(message, client.in.readNBytes(message.length));
      assertEquals(")\nc OK FETCH completed\n", client.until("c"));
    }
  }

  /** A client waits for an answer: it must have left, whatever is left in the compressor. */
  @Test
  void answersOfAnySizeAreSentToTheirEnd() throws Exception {
    Random random = new Random(4978);
    try (Client client = new Client(Peer.of(clear()))) {
      client.send("a SELECT INBOX\r\n").until("a");
      for (int size : new int[] {1, 8_181, 8_186, 8_191, 8_192, 8_193, 16_384, 40_000}) {
        StringBuilder text = new StringBuilder("a: ");
        while (text.length() < Math.max(4, size)) {
          text.append((char) ('!' + random.nextInt(90)));
        }
        String literal = text.substring(0, Math.max(4, size));
        client.send("b APPEND INBOX {" + literal.length() + "+}\r\n" + literal + "\r\n").until("b");
        assertTrue(client.send("c FETCH * BODY.PEEK[]\r\n").until("c").contains(literal));
      }
    }
  }

  @Test
  void whatIsNoDeflateDataEndsTheSession() throws Exception {
    try (Client client = new Client(Peer.of(clear()))) {
      client.line.write("a SELECT INBOX\r\n".getBytes(US_ASCII));
      assertEquals("* BYE What came is not compressed, or not as DEFLATE does it", client.line());
      assertThrows(EOFException.class, client::line);
    }
    try (Client client = new Client(Peer.of(clear()))) {
      client.out.write("a NOOP\r\n".getBytes(US_ASCII));
      client.out.finish();
      assertTrue(client.until("a").contains("a OK"));
      assertTrue(client.line().startsWith("* BYE"));
    }
  }

  @Test
  void anyOctetsBehindItAreCommandsOrEndTheSession() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Deflater deflater = new Deflater(random.nextInt(10), true);
      deflater.setInput("c SELECT INBOX\r\nd IDLE\r\nDONE\r\n".repeat(9).getBytes(US_ASCII));
      byte[] octets = new byte[1000];
      int count = deflater.deflate(octets, 0, octets.length, Deflater.SYNC_FLUSH);
      deflater.end();
      for (int i = random.nextInt(4); i > 0; i--) {
        octets[random.nextInt(count)] = (byte) random.nextInt(256);
      }
      MemoryConnection connection = stage.connection(1);
      connection.send("a LOGIN anna secret\r\nb COMPRESS DEFLATE\r\n".getBytes(US_ASCII));
      connection.send(Arrays.copyOf(octets, count));
      connection.hangUp();
      try {
        stage.serve(connection);
      } catch (IOException ended) {
        // as it should
      } catch (RuntimeException bug) {
        throw new AssertionError("seed " + seed + " round " + round, bug);
      }
      connection.flush();
      String heard = inflated(connection.takeOutput());
      assertFalse(heard.contains("SERVERBUG"), "seed " + seed + " round " + round);
      assertTrue(heard.isEmpty() || heard.endsWith("\r\n"), "seed " + seed + " round " + round);
    }
  }

  /** What was compressed behind the plain answers. */
  private static String inflated(byte[] answers) throws Exception {
    String plain = "b OK Compressed from here on\r\n";
    int from = new String(answers, ISO_8859_1).indexOf(plain) + plain.length();
    Inflater inflater = new Inflater(true);
    inflater.setInput(answers, from, answers.length - from);
    byte[] text = new byte[100_000];
    int length = inflater.inflate(text);
    inflater.end();
    return new String(text, 0, length, ISO_8859_1);
  }

  @Test
  void aLineOfGigabytesEndsAtItsLimit() throws Exception {
    try (Client client = new Client(Peer.of(clear()))) {
      byte[] piece = new byte[100_000];
      Arrays.fill(piece, (byte) 'x');
      client.send(piece);
      client.send(piece);
      assertEquals("* BYE [TOOBIG] A line of more than 65536 octets", client.line());
    }
  }

  @Test
  void onlySoManyAreCompressedAtATimeAndEachEndGivesItsPlaceBack() throws Exception {
    stage.prepare("limits", "small");
    Door door = clear();
    for (int round = 0; round < 3; round++) {
      try (Client first = new Client(Peer.of(door));
          Peer second = Peer.of(door)) {
        second.line();
        second.send("a LOGIN anna secret\r\n").line();
        String refused = second.send("b COMPRESS DEFLATE\r\n").line();
        assertTrue(refused.startsWith("b NO [LIMIT] "), refused);
        assertEquals("c OK NOOP completed", second.send("c NOOP\r\n").line());
        if (round == 0) {
          first.send("d LOGOUT\r\n").until("d");
        } else if (round == 1) {
          first.line.write(new byte[] {-1, -1, -1, -1});
        } else {
          first.peer.reset();
        }
        String let = refused;
        while (!let.startsWith("e OK")) { // it has gone when it is seen to
          let = second.send("e COMPRESS DEFLATE\r\n").line();
        }
        second.reset();
      }
      awaitEmpty(door);
    }
  }

  private static void awaitEmpty(Door door) {
    while (door.connections() > 0) {
      Thread.onSpinWait();
    }
  }
}
