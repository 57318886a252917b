package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.Limits;
import portineria.net.Peer;
import portineria.net.mina.MinaDoors;
import portineria.net.tls.TestTls;

/** A client that does not end its line is answered all the same. */
@Timeout(30)
class EndlessLineTest {
  @TempDir Path folder;
  private MinaDoors doors;
  private Door door;

  @BeforeEach
  void open() throws Exception {
    doors = new MinaDoors(Limits.standard(), TestTls.in(folder.resolve("keys")));
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    DoorSettings settings = new DoorSettings("imap", free, false, ImapServer.REFUSAL);
    door = doors.open(settings, new ImapStage().server());
  }

  @AfterEach
  void close() {
    doors.close();
  }

  @Test
  void whoSendsHalfALineBeforeTheGreetingIsGreeted() throws Exception {
    try (Peer peer = Peer.of(door).send("a1 NO")) {
      assertTrue(peer.line().startsWith("* OK "));
      peer.send("OP\r\na2 NO");
      assertTrue(peer.line().startsWith("a1 OK "));
      peer.send("OP\r\n");
      assertTrue(peer.line().startsWith("a2 OK "));
    }
  }

  @Test
  void aLineWithoutAnEndIsToldAtOnceAndEndsTheConnection() throws Exception {
    try (Peer peer = Peer.of(door).send("a".repeat(200_000))) {
      assertTrue(peer.line().startsWith("* OK "));
      assertEquals("* BYE [TOOBIG] A line of more than 65536 octets\r\n", peer.rest());
    }
  }
}
