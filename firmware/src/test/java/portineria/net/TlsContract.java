package portineria.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every {@link Connection} turns TLS on and off. */
public interface TlsContract extends ConnectionContract {

  /** A client that trusts the doors' authority. */
  SSLContext client();

  /** Answers STARTTLS as a protocol would, then echoes. */
  static Object starttlsThenEcho(Connection c) throws IOException {
    String command = ConnectionContract.text(c.readLine(100));
    c.write("OK begin after " + command + "\r\n");
    c.startTls();
    return ConnectionContract.echo(c);
  }

  static Socket socket(Door door) throws IOException {
    return new Socket(door.address().getAddress(), door.port());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void implicitTlsIsOnBeforeTheSessionBegins(String protocol) throws Exception {
    Watched session = new Watched(c -> c.isSecure() + " " + ConnectionContract.echo(c));
    Door door = doors().open(ConnectionContract.implicit(), session);
    try (Peer peer = Peer.of(door).secured(client(), protocol)) {
      assertEquals("one", peer.send("one\r\n").line());
      peer.send("bye\r\n");
      assertEquals("true done", session.result());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void starttlsSecuresAConnection(String protocol) throws Exception {
    Watched session = new Watched(c -> starttlsThenEcho(c) + " " + c.isSecure());
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door).send("STARTTLS\r\n")) {
      assertEquals("OK begin after STARTTLS", peer.line());
      Peer secured = peer.secured(client(), protocol);
      assertEquals("one", secured.send("one\r\n").line());
      assertEquals("bye\r\n", secured.send("bye\r\n").rest());
      assertEquals("done true", session.result());
    }
  }

  /**
   * CVE-2011-0411: a command put in the clear behind STARTTLS must not be taken for the client's.
   */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void nothingSentBehindStarttlsSurvivesTheHandshake(String protocol) throws Exception {
    Watched session = new Watched(TlsContract::starttlsThenEcho);
    Door door = doors().open(ConnectionContract.clear(), session);
    for (String injected : new String[] {"EVIL\r\n", "E", "EVIL\r\n".repeat(2000)}) {
      try (Peer peer = Peer.of(door).send("STARTTLS\r\n" + injected)) {
        assertEquals("OK begin after STARTTLS", peer.line());
        Peer secured;
        try {
          secured = peer.secured(client(), protocol);
        } catch (IOException refused) {
          // What was cut off by the kernel came after the answer: then there is no TLS at all.
          assertThrows(IOException.class, session::result);
          continue;
        }
        secured.send("mine\r\nbye\r\n");
        assertEquals("mine\r\nbye\r\n", secured.rest());
        assertEquals("done", session.result());
      }
    }
  }

  /** What comes in pieces around the answer is in the clear and fails, or is TLS and counts. */
  @Test
  default void clearTextAfterTheAnswerToStarttlsEndsTheConnection() throws Exception {
    Watched session = new Watched(TlsContract::starttlsThenEcho);
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door).send("STARTTLS\r\n")) {
      peer.line();
      peer.send("a1 LOGIN anna secret\r\n");
      assertThrows(SSLException.class, session::result);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void aCommandInTheHandshakesLastPacketIsRead(String protocol) throws Exception {
    Watched session = new Watched(TlsContract::starttlsThenEcho);
    Door door = doors().open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door).send("STARTTLS\r\n")) {
      peer.line();
      EnginePeer engine = new EnginePeer(peer.socket(), client(), protocol);
      assertEquals("one\r\nbye\r\n", engine.handshake().write("one\r\nbye\r\n").rest());
      assertEquals("done", session.result());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void theEndIsAnnounced(String protocol) throws Exception {
    Door door = doors().open(ConnectionContract.implicit(), new Watched(ConnectionContract::echo));
    try (EnginePeer peer = new EnginePeer(socket(door), client(), protocol)) {
      assertEquals("bye\r\n", peer.handshake().write("bye\r\n").rest());
      assertTrue(peer.endWasAnnounced());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void manyTinyRecordsInOnePacketAreRead(String protocol) throws Exception {
    Door door = doors().open(ConnectionContract.implicit(), new Watched(ConnectionContract::echo));
    try (EnginePeer peer = new EnginePeer(socket(door), client(), protocol)) {
      peer.handshake();
      String line = "0123456789".repeat(80) + "\r\n";
      String all = line.repeat(20) + "bye\r\n";
      for (int i = 0; i < all.length(); i++) {
        peer.write(all.substring(i, i + 1));
      }
      assertEquals(all, peer.rest());
    }
  }

  @Test
  default void tlsIsTurnedOnOnce() throws Exception {
    Watched session =
        new Watched(
            c -> {
              assertThrows(IllegalStateException.class, c::startTls);
              return "refused";
            });
    Door door = doors().open(ConnectionContract.implicit(), session);
    try (Peer _ = Peer.of(door).secured(client())) {
      assertEquals("refused", session.result());
    }
  }

  @Test
  default void aHandshakeThatNeverComesEndsTheConnection() throws Exception {
    Watched session = new Watched(TlsContract::starttlsThenEcho);
    Doors doors = doors(TestLimits.handshake(Duration.ofMillis(100)));
    Door door = doors.open(ConnectionContract.clear(), session);
    try (Peer peer = Peer.of(door).send("STARTTLS\r\n")) {
      peer.line();
      assertThrows(SSLException.class, session::result);
    }
    Door implicit = doors.open(ConnectionContract.implicit(), session);
    try (Peer peer = Peer.of(implicit)) {
      assertThrows(IOException.class, peer::line);
    }
  }

  @Test
  default void garbageInsteadOfAHandshakeEndsTheConnectionOnly() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("garbageInsteadOfAHandshake seed=" + seed);
    Random random = new Random(seed);
    Doors doors = doors(TestLimits.handshake(Duration.ofSeconds(1)));
    Door door = doors.open(ConnectionContract.implicit(), new Watched(ConnectionContract::echo));
    for (int i = 0; i < 50; i++) {
      byte[] garbage = new byte[1 + random.nextInt(3000)];
      random.nextBytes(garbage);
      if (random.nextBoolean()) {
        // Looks like a handshake record at first.
        garbage[0] = 22;
      }
      try (Peer peer = Peer.of(door)) {
        // An alert at most.
        assertTrue(peer.send(garbage).endOutput().rest().length() < 50);
      }
    }
    try (Peer peer = Peer.of(door).secured(client())) {
      assertEquals("still", peer.send("still\r\n").line());
    }
  }

  @Test
  default void aClientThatDoesNotTrustTheBoxEndsOnlyItsOwnHandshake() throws Exception {
    Door door = doors().open(ConnectionContract.implicit(), new Watched(ConnectionContract::echo));
    try (Peer peer = Peer.of(door)) {
      assertThrows(SSLException.class, () -> peer.secured(SSLContext.getDefault()));
    }
    try (Peer peer = Peer.of(door).secured(client())) {
      assertEquals("one", peer.send("one\r\n").line());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  default void aClientThatLeavesUnderTlsIsAtItsEnd(String protocol) throws Exception {
    Watched session = new Watched(c -> c.readLine(100));
    Door door = doors().open(ConnectionContract.implicit(), session);
    // Announced
    Peer.of(door).secured(client(), protocol).close();
    assertThrows(EOFException.class, session::result);
    // Not announced
    try (EnginePeer peer = new EnginePeer(socket(door), client(), protocol)) {
      peer.handshake().write("half a li").send();
    }
    assertThrows(IOException.class, session::result);
  }

  @Test
  default void aSecondConnectionResumesTheFirstOnesSession() throws Exception {
    Door door = doors().open(ConnectionContract.implicit(), new Watched(ConnectionContract::echo));
    SSLContext client = client();
    long[] created = new long[2];
    for (int i = 0; i < created.length; i++) {
      try (Peer peer = Peer.of(door).secured(client, "TLSv1.2")) {
        peer.send("bye\r\n").rest();
        created[i] = ((javax.net.ssl.SSLSocket) peer.socket()).getSession().getCreationTime();
      }
    }
    assertEquals(created[0], created[1]);
  }

  @Test
  default void octetsUnderTlsAreTheSameWhateverTheRecords() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("octetsUnderTlsAreTheSame seed=" + seed);
    Random random = new Random(seed);
    Door door = doors().open(ConnectionContract.implicit(), new Watched(ConnectionContract::echo));
    StringBuilder sent = new StringBuilder();
    try (EnginePeer peer = new EnginePeer(socket(door), client(), "TLSv1.3")) {
      peer.handshake();
      for (int i = 0; i < 300; i++) {
        String line = "y".repeat(random.nextInt(900)) + "\r\n";
        sent.append(line);
        int cut = random.nextInt(line.length());
        peer.write(line.substring(0, cut)).write(line.substring(cut));
        if (random.nextInt(5) == 0) {
          peer.atLeast(random.nextInt(sent.length()));
        }
      }
      sent.append("bye\r\n");
      assertEquals(sent.toString(), peer.write("bye\r\n").rest());
    }
  }
}
