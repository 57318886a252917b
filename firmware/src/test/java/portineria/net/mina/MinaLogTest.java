package portineria.net.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import portineria.net.ConnectionContract;
import portineria.net.Door;
import portineria.net.Limits;
import portineria.net.Peer;
import portineria.net.TestLimits;
import portineria.net.tls.TestTls;

/** What of a connection's troubles is worth a line in the log. */
@Timeout(300)
class MinaLogTest {
  @TempDir Path keys;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger room = (Logger) LoggerFactory.getLogger("portineria.net.mina");

  @BeforeEach
  void listen() {
    log.start();
    room.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    room.detachAppender(log);
  }

  private MinaDoors doors(Limits limits) {
    return new MinaDoors(limits, TestTls.in(keys));
  }

  private static void awaitEmpty(Door door) {
    while (door.connections() > 0) {
      Thread.onSpinWait();
    }
  }

  private List<String> lines(Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void aBugIsLoggedOnceWithItsTrace() throws Exception {
    try (MinaDoors doors = doors(Limits.standard())) {
      Door door =
          doors.open(
              ConnectionContract.clear(),
              c -> {
                throw new AssertionError("a bug for the test");
              });
      try (Peer peer = Peer.of(door)) {
        assertEquals("", peer.rest());
      }
      awaitEmpty(door);
    }
    assertEquals(List.of("clear-1 session ended by a bug"), lines(Level.ERROR));
    assertTrue(log.list.getFirst().getThrowableProxy().getMessage().contains("for the test"));
  }

  @Test
  void troubleOfTheLineIsQuiet() throws Exception {
    try (MinaDoors doors = doors(Limits.standard())) {
      Door door = doors.open(ConnectionContract.clear(), ConnectionContract::echo);
      Door tls = doors.open(ConnectionContract.implicit(), ConnectionContract::echo);
      for (int i = 0; i < 20; i++) {
        Peer.of(door).send("half").reset();
        Peer.of(door).send("half").close();
        Peer.of(tls).close();
      }
      awaitEmpty(door);
      awaitEmpty(tls);
    }
    assertEquals(List.of(), log.list);
  }

  @Test
  void aFailedHandshakeIsOneLine() throws Exception {
    try (MinaDoors doors = doors(Limits.standard())) {
      Door door = doors.open(ConnectionContract.implicit(), ConnectionContract::echo);
      try (Peer peer = Peer.of(door)) {
        assertThrows(SSLException.class, () -> peer.secured(SSLContext.getDefault()));
      }
      awaitEmpty(door);
      try (Peer peer = Peer.of(door).send("a1 LOGIN anna secret\r\n")) {
        peer.rest();
      }
      awaitEmpty(door);
    }
    assertEquals(log.list.size(), lines(Level.INFO).size());
    List<String> lines = lines(Level.INFO);
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.getFirst().startsWith("tls-1 tls failed client=127.0.0.1 reason="));
    assertTrue(lines.getFirst().contains("certificate_unknown"), lines.getFirst());
    assertTrue(lines.getLast().contains("plaintext connection?"), lines.getLast());
  }

  @Test
  void refusalsAreLoggedOncePerCrossingOfTheLimit() throws Exception {
    try (MinaDoors doors = doors(TestLimits.connections(1, 100))) {
      Door door = doors.open(ConnectionContract.clear(), ConnectionContract::echo);
      try (Peer guest = Peer.of(door)) {
        guest.send("in\r\n").line();
        for (int i = 0; i < 10; i++) {
          try (Peer refused = Peer.of(door)) {
            refused.rest();
          } catch (IOException crossed) {
            assertTrue(crossed.getMessage() != null);
          }
        }
      }
    }
    assertEquals(List.of("connections refused client=127.0.0.1 open=1"), lines(Level.WARN));
  }
}
