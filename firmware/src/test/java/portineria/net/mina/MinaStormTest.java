package portineria.net.mina;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import portineria.net.Connection;
import portineria.net.ConnectionContract;
import portineria.net.Door;
import portineria.net.EnginePeer;
import portineria.net.Limits;
import portineria.net.Peer;
import portineria.net.TestLimits;
import portineria.net.tls.ServerTls;
import portineria.net.tls.TestTls;

/** Clients of all manners at once: afterwards nothing is left of them and the doors still work. */
class MinaStormTest {
  @TempDir static Path keys;
  private static ServerTls tls;

  @BeforeAll
  static void makeKeys() {
    tls = TestTls.in(keys);
  }

  @Test
  void aStormLeavesNothingBehind() throws Exception {
    storm(1_500);
  }

  @Tag("long")
  @Test
  void aLongStormLeavesNothingBehind() throws Exception {
    storm(30_000);
  }

  private static void storm(int clients) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("MinaStormTest seed=" + seed);
    ListAppender<ILoggingEvent> log = listen();
    Limits limits = TestLimits.closing(Duration.ofMillis(500));
    try (MinaDoors doors = new MinaDoors(limits, tls)) {
      Door clear = doors.open(ConnectionContract.clear(), MinaStormTest::serve);
      Door implicit = doors.open(ConnectionContract.implicit(), MinaStormTest::serve);
      Random random = new Random(seed);
      List<Future<?>> all = new ArrayList<>();
      try (var threads = Executors.newFixedThreadPool(24)) {
        for (int i = 0; i < clients; i++) {
          long own = random.nextLong();
          all.add(threads.submit(() -> new Guest(clear, implicit, new Random(own)).visit()));
        }
      }
      for (Future<?> visit : all) {
        visit.get();
      }
      while (clear.connections() + implicit.connections() > 0) {
        Thread.onSpinWait();
      }
      try (Peer peer = Peer.of(clear)) {
        assertEquals("calm", peer.send("calm\r\n").line());
      }
    } catch (ExecutionException failed) {
      throw new AssertionError("seed " + seed, failed.getCause());
    }
    // Only failed handshakes are worth a line.
    for (ILoggingEvent event : log.list) {
      assertTrue(event.getLevel().levelInt <= Level.INFO_INT, event.getFormattedMessage());
      assertTrue(event.getFormattedMessage().contains("tls failed"), event.getFormattedMessage());
    }
  }

  private static ListAppender<ILoggingEvent> listen() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger room = (Logger) LoggerFactory.getLogger("portineria.net.mina");
    room.addAppender(log);
    return log;
  }

  private static void serve(Connection c) throws IOException {
    for (String line = ""; !line.equals("bye"); ) {
      line = ConnectionContract.text(c.readLine(2_000));
      if (line.equals("STARTTLS")) {
        c.write("begin\r\n");
        c.startTls();
        continue;
      }
      c.write(line + "\r\n");
      if (!c.inputWaiting()) {
        c.flush();
      }
    }
  }

  /** One client, which does one thing and checks what it can. */
  private static final class Guest {
    private static final SSLContext CLIENT = TestTls.clientOf(tls);

    private final Door clear;
    private final Door implicit;
    private final Random random;

    Guest(Door clear, Door implicit, Random random) {
      this.clear = clear;
      this.implicit = implicit;
      this.random = random;
    }

    Object visit() throws Exception {
      switch (random.nextInt(11)) {
        case 0 -> Peer.of(door()).close();
        case 1 -> Peer.of(door()).reset();
        case 2 -> Peer.of(door()).send("half a li").close();
        case 3 -> Peer.of(door()).send("half a li").reset();
        case 4 -> leaveInTheMiddle();
        case 5 -> talk(Peer.of(clear), true);
        case 6 -> talk(Peer.of(clear), false);
        case 7 -> talk(Peer.of(implicit).secured(CLIENT, protocol()), false);
        case 8 -> {
          Peer peer = Peer.of(clear).send("STARTTLS\r\n");
          assertEquals("begin", peer.line());
          talk(peer.secured(CLIENT, protocol()), random.nextBoolean());
        }
        case 9 -> breakTheHandshake();
        default -> pipeline();
      }
      return "visited";
    }

    private Door door() {
      return random.nextBoolean() ? clear : implicit;
    }

    private String protocol() {
      return random.nextBoolean() ? "TLSv1.2" : "TLSv1.3";
    }

    private void talk(Peer peer, boolean octetByOctet) throws IOException {
      try (peer) {
        for (int i = random.nextInt(10); i >= 0; i--) {
          String line = "z".repeat(1 + random.nextInt(octetByOctet ? 50 : 1900));
          if (octetByOctet) {
            for (int at = 0; at < line.length(); at++) {
              peer.send(line.substring(at, at + 1));
            }
            peer.send("\r\n");
          } else {
            peer.send(line + "\r\n");
          }
          assertEquals(line, peer.line());
        }
        if (random.nextBoolean()) {
          assertEquals("bye\r\n", peer.send("bye\r\n").rest());
        }
      }
    }

    private void pipeline() throws IOException {
      try (Peer plain = Peer.of(clear)) {
        String lines = "pipelined\r\n".repeat(1 + random.nextInt(2_000)) + "bye\r\n";
        assertEquals(lines, plain.send(lines).endOutput().rest());
      }
    }

    private void leaveInTheMiddle() throws IOException {
      try (Peer peer = Peer.of(clear).send("w".repeat(1_000).concat("\r\n").repeat(500))) {
        peer.exactly(random.nextInt(100_000));
        if (random.nextBoolean()) {
          peer.reset();
        }
      }
    }

    private void breakTheHandshake() throws IOException {
      try (Peer peer = Peer.of(implicit);
          EnginePeer engine = new EnginePeer(peer.socket(), CLIENT, protocol())) {
        if (random.nextBoolean()) {
          engine.handshake();
        } else {
          peer.send(new byte[] {22, 3, 1, 2, 0, 1, 0});
        }
        if (random.nextBoolean()) {
          peer.reset();
        }
      }
    }
  }
}
