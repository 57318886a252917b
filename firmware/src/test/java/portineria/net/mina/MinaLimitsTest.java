package portineria.net.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portineria.net.ConnectionContract;
import portineria.net.Door;
import portineria.net.DoorSettings;
import portineria.net.IdleTimeout;
import portineria.net.Limits;
import portineria.net.Peer;
import portineria.net.TestLimits;
import portineria.net.TlsContract;
import portineria.net.Watched;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;

/** What happens at each limit of {@link Limits}, and that memory stays within them. */
@Timeout(300)
class MinaLimitsTest {
  /** What one read of the socket may bring beyond a limit, and how arrays grow. */
  private static final int SLACK = 64 * 1024;

  @TempDir static Path keys;
  private static ServerTls tls;

  private final List<MinaDoors> open = new ArrayList<>();

  @BeforeAll
  static void makeKeys() {
    tls = TestTls.in(keys);
  }

  @AfterEach
  void close() {
    open.forEach(MinaDoors::close);
  }

  private MinaDoors doors(Limits limits) {
    MinaDoors doors = new MinaDoors(limits, tls);
    open.add(doors);
    return doors;
  }

  private static DoorSettings door(boolean implicitTls) {
    return implicitTls ? ConnectionContract.implicit() : ConnectionContract.clear();
  }

  private static Peer peer(Door door, boolean secured) throws IOException {
    Peer peer = Peer.narrow(door, 16 * 1024);
    return secured ? peer.secured(TestTls.clientOf(tls)) : peer;
  }

  // ---- connections

  @Test
  void aClientWithTooManyConnectionsIsToldAndOthersAreServed() throws Exception {
    Door door = doors(TestLimits.connections(3, 100)).open(door(false), ConnectionContract::echo);
    List<Peer> guests = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      guests.add(Peer.of(door).send("in\r\n"));
      assertEquals("in", guests.get(i).line());
    }
    for (int i = 0; i < 20; i++) {
      try (Peer tooMany = Peer.of(door)) {
        assertEquals("* BYE full\r\n", tooMany.rest());
      }
    }
    try (Peer other = Peer.from("127.0.0.2", door).send("other\r\n")) {
      assertEquals("other", other.line());
    }
    for (Peer guest : guests) {
      assertEquals("still", guest.send("still\r\n").line());
      guest.close();
    }
    assertEquals("in again", answerWhenLetIn(door));
  }

  /** The place of who left is free soon, not at once: asks until it is. */
  private static String answerWhenLetIn(Door door) throws IOException {
    while (true) {
      try (Peer peer = Peer.of(door)) {
        String line = peer.send("in again\r\n").line();
        if (!line.equals("* BYE full")) {
          return line;
        }
      } catch (IOException refused) {
        // The refusal can cross with what was sent: asks again.
        assertFalse(Thread.interrupted());
      }
    }
  }

  @Test
  void sixHundredConnectionsFromOneAddressAreServedAndNotOneMore() throws Exception {
    Door door = doors(Limits.standard()).open(door(false), ConnectionContract::echo);
    List<Peer> guests = new ArrayList<>();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    for (int i = 0; i < 600; i++) {
      guests.add(Peer.of(door).send("in\r\n"));
    }
    for (Peer guest : guests) {
      assertEquals("in", guest.line());
    }
    assertEquals(600, door.connections());
    int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
    assertTrue(more < 30, "silent clients cost virtual threads alone, not " + more);
    try (Peer tooMany = Peer.of(door);
        Peer other = Peer.from("127.0.0.2", door).send("other\r\n")) {
      assertEquals("* BYE full\r\n", tooMany.rest());
      assertEquals("other", other.line());
    }
    for (Peer guest : guests) {
      assertEquals("bye\r\n", guest.send("bye\r\n").rest());
      guest.close();
    }
  }

  @Test
  void theLimitHoldsOverAllDoorsAndForAllClientsTogether() throws Exception {
    MinaDoors doors = doors(TestLimits.connections(2, 3));
    Door imap = doors.open(door(false), ConnectionContract::echo);
    Door pop3 = doors.open(door(false), ConnectionContract::echo);
    Door imaps = doors.open(door(true), ConnectionContract::echo);
    try (Peer one = Peer.of(imap).send("1\r\n");
        Peer two = Peer.of(pop3).send("2\r\n")) {
      assertEquals("1", one.line());
      assertEquals("2", two.line());
      try (Peer refused = Peer.of(imap);
          Peer refusedInTls = Peer.of(imaps)) {
        assertEquals("* BYE full\r\n", refused.rest());
        assertEquals("", refusedInTls.rest());
      }
      try (Peer third = Peer.from("127.0.0.2", imap).send("3\r\n")) {
        assertEquals("3", third.line());
        try (Peer fourth = Peer.from("127.0.0.3", imap)) {
          assertEquals("* BYE full\r\n", fourth.rest());
        }
      }
    }
  }

  // ---- memory

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatDoesNotReadStopsItsSessionAndFillsNoMemory(boolean secured) throws Exception {
    Limits limits = TestLimits.write(Duration.ofMillis(300));
    int[] most = new int[1];
    Watched session =
        new Watched(
            c -> {
              byte[] block = new byte[10_000];
              while (true) {
                c.write(block);
                most[0] = Math.max(most[0], ((MinaConnection) c).octetsHeld());
              }
            });
    Door door = doors(limits).open(door(secured), session);
    try (Peer _ = peer(door, secured)) {
      IOException trouble = assertThrows(IOException.class, session::result);
      assertTrue(trouble.getMessage().contains("took nothing"), trouble.getMessage());
    }
    int bound = limits.outboxOctets() + SLACK;
    assertTrue(most[0] > limits.outboxOctets() / 2 && most[0] <= bound, "held " + most[0]);
  }

  /** MINA's TLS throws away what it has not encrypted yet, if it is ended too early. */
  @ParameterizedTest
  @CsvSource({"false, 16000", "true, 16000", "false, 200000", "true, 200000"})
  void allThatWasWrittenArrivesThoughTheSessionHasEnded(boolean secured, int bufferOctets)
      throws Exception {
    int total = 6_000_000;
    Limits limits = TestLimits.output(2_000_000, bufferOctets);
    Door door = doors(limits).open(door(secured), c -> c.write(new byte[total]));
    for (int i = 0; i < 3; i++) {
      try (Peer peer = peer(door, secured)) {
        assertEquals(total, peer.rest().length());
      }
    }
  }

  /** Each answer is short, but what is held for it is not. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatAsksAndNeverReadsFillsNoMemory(boolean secured) throws Exception {
    Limits limits = TestLimits.write(Duration.ofMillis(300));
    int[] most = new int[1];
    Watched session =
        new Watched(
            c -> {
              while (true) {
                c.write("* OK a short answer\r\n");
                c.flush();
                most[0] = Math.max(most[0], ((MinaConnection) c).octetsHeld());
              }
            });
    Door door = doors(limits).open(door(secured), session);
    try (Peer _ = peer(door, secured)) {
      assertThrows(IOException.class, session::result);
    }
    assertTrue(most[0] <= limits.outboxOctets() + SLACK, "held " + most[0]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatSendsFasterThanItIsReadFillsNoMemory(boolean secured) throws Exception {
    int total = 20_000_000;
    Limits limits = Limits.standard();
    int[] most = new int[1];
    Watched session =
        new Watched(
            c -> {
              byte[] block = new byte[512];
              for (int read = 0; read < total; ) {
                int count = c.read(block, 0, block.length);
                if (count < 0) {
                  throw new EOFException();
                }
                read += count;
                most[0] = Math.max(most[0], ((MinaConnection) c).octetsHeld());
              }
              c.write("read\r\n");
              return "all";
            });
    Door door = doors(limits).open(door(secured), session);
    try (Peer peer = peer(door, secured)) {
      byte[] block = new byte[100_000];
      for (int sent = 0; sent < total; sent += block.length) {
        peer.send(block);
      }
      assertEquals("read", peer.line());
      assertEquals("all", session.result());
    }
    assertTrue(most[0] <= limits.inboxOctets() + SLACK, "held " + most[0]);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSlowReaderHoldsUpNobody(boolean secured) throws Exception {
    Door door =
        doors(Limits.standard())
            .open(
                door(secured),
                c -> {
                  if (ConnectionContract.text(c.readLine(10)).equals("flood")) {
                    while (true) {
                      c.write(new byte[10_000]);
                    }
                  }
                  ConnectionContract.echo(c);
                });
    List<Peer> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(peer(door, secured).send("flood\r\n"));
    }
    try (Peer quick = peer(door, secured).send("echo\r\n")) {
      for (int i = 0; i < 1000; i++) {
        assertEquals("line " + i, quick.send("line " + i + "\r\n").line());
      }
    }
    for (Peer peer : slow) {
      assertEquals(0, peer.exactly(1_000_000)[999_999]);
      peer.reset();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anIdleConnectionHoldsNoBuffer(boolean secured) throws Exception {
    Watched session =
        new Watched(
            c -> {
              byte[] block = new byte[8192];
              for (int i = 0; i < 100; i++) {
                c.write(block);
              }
              for (int read = 0; read < 500_000; ) {
                read += c.read(block, 0, block.length);
              }
              c.write("done\r\n");
              assertThrows(
                  IdleTimeout.class,
                  () -> {
                    c.timeout(Duration.ofMillis(200));
                    c.readLine(9);
                  });
              return ((MinaConnection) c).octetsHeld();
            });
    Door door = doors(Limits.standard()).open(door(secured), session);
    try (Peer peer = peer(door, secured)) {
      peer.exactly(819_200);
      peer.send(new byte[500_000]);
      assertEquals("done", peer.line());
      assertEquals(0, session.result());
    }
  }

  // ---- doors

  @Test
  void aClosedDoorHasNoSessionsAndLetsNobodyIn() throws Exception {
    Watched session = new Watched(c -> c.await(Duration.ofHours(1)));
    MinaDoors doors = doors(Limits.standard());
    Door door = doors.open(door(false), session);
    Door other = doors.open(door(false), ConnectionContract::echo);
    List<Peer> guests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      guests.add(Peer.of(door));
    }
    while (door.connections() < 50) {
      Thread.onSpinWait();
    }
    Thread closer = Thread.ofVirtual().start(door::close);
    for (Peer guest : guests) {
      assertEquals("", guest.rest());
      guest.close();
      assertThrows(IOException.class, session::result);
    }
    closer.join();
    assertEquals(0, door.connections());
    assertThrows(IOException.class, () -> Peer.of(door));
    try (Peer peer = Peer.of(other)) {
      assertEquals("open", peer.send("open\r\n").line());
    }
  }

  @Test
  void aSessionThatDoesNotEndInTimeIsCutOff() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    Door door =
        doors(Limits.standard())
            .open(
                door(false),
                c -> {
                  c.write("deaf\r\n");
                  c.flush();
                  try {
                    later.await();
                  } catch (InterruptedException no) {
                    throw new IOException(no);
                  }
                });
    try (Peer peer = Peer.of(door)) {
      assertEquals("deaf", peer.line());
      door.close(Duration.ofMillis(50));
      assertEquals("", peer.rest());
    }
    later.countDown();
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    MinaDoors doors = doors(Limits.standard());
    Door first = doors.open(door(false), ConnectionContract::echo);
    DoorSettings same = new DoorSettings("pop3", first.address(), false, "-ERR full");
    IOException taken =
        assertThrows(IOException.class, () -> doors.open(same, ConnectionContract::echo));
    assertTrue(taken.getMessage().contains("pop3"), taken.getMessage());
    assertTrue(taken.getMessage().contains("" + first.port()), taken.getMessage());
  }

  /** The same in the clear, where TLS begins later. */
  @Test
  void aConnectionThatTurnsTlsOnIsWithinTheSameLimits() throws Exception {
    Watched session = new Watched(TlsContract::starttlsThenEcho);
    Door door = doors(TestLimits.connections(1, 1)).open(door(false), session);
    try (Peer peer = Peer.of(door).send("STARTTLS\r\n")) {
      peer.line();
      Peer secured = peer.secured(TestTls.clientOf(tls));
      try (Peer refused = Peer.of(door)) {
        assertEquals("* BYE full\r\n", refused.rest());
      }
      assertEquals("bye\r\n", secured.send("bye\r\n").rest());
    }
  }
}
