package portineria.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the service manager hears that the box lives, and when not. */
@Timeout(60)
class WatchdogTest {
  private static final String ALIVE = "WATCHDOG=1\nSTATUS=serving; the store and all doors answer";

  @TempDir Path folder;
  private NotifyListener manager;
  private Notifier notifier;

  @BeforeEach
  void listen() {
    String socket = folder.resolve("notify").toString();
    manager = new NotifyListener(socket);
    notifier = Notifier.of(Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "3000"), 1);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private interface Answer {
    void await() throws IOException;
  }

  private static Question question(String name, Answer answer) {
    return new Question() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void awaitAnswer() throws IOException {
        answer.await();
      }
    };
  }

  private Watchdog watchdog(Question... questions) {
    return new Watchdog(notifier, List.of(questions));
  }

  @Test
  void itSaysThatTheBoxLivesRoundAfterRound() {
    try (Watchdog watchdog = watchdog(question("store", () -> {}))) {
      watchdog.begin();
      assertEquals(
          List.of(ALIVE, ALIVE, ALIVE), List.of(manager.next(), manager.next(), manager.next()));
    }
  }

  @Test
  void itSaysNothingWhileOnePartHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Watchdog watchdog =
        watchdog(
            question(
                "store",
                () -> {
                  asked.countDown();
                  awaitQuietly(hanging);
                }),
            question("imaps", () -> {}));
    Thread round = Thread.ofPlatform().start(watchdog::round);
    asked.await();
    assertEquals(Optional.empty(), manager.poll());
    hanging.countDown();
    round.join();
    assertEquals(ALIVE, manager.next());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void itNamesThePartsThatRefuseAndAsksThemAgain() {
    int[] turns = {0};
    Watchdog watchdog =
        watchdog(
            question(
                "store",
                () -> {
                  if (turns[0]++ == 0) {
                    throw new IOException("the disk is gone");
                  }
                }),
            question("imaps", () -> assertTrue(turns[0] > 0, "all are asked")));
    watchdog.round();
    assertEquals("STATUS=no progress: store: the disk is gone", manager.next());
    assertEquals(Optional.empty(), manager.poll());
    watchdog.round();
    assertEquals(ALIVE, manager.next());
  }

  @Test
  void aBugInAQuestionIsNoAnswer() {
    watchdog(
            question(
                "store",
                () -> {
                  throw new IllegalStateException("a bug");
                }))
        .round();
    assertEquals("STATUS=no progress: store: a bug", manager.next());
    assertEquals(Optional.empty(), manager.poll());
  }

  @Test
  void whereNobodyWaitsNobodyIsAsked() {
    Notifier silent = Notifier.of(Map.of(), 1);
    try (Watchdog watchdog =
        new Watchdog(silent, List.of(question("store", () -> assertTrue(false, "asked"))))) {
      watchdog.begin();
    }
  }

  @Test
  void aDoorThatSpeaksAnswersAndOneThatSendsAwayToo() throws Exception {
    for (String greeting : List.of("* OK\r\n", "")) {
      try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Thread guest = Thread.ofPlatform().start(() -> knock(door, Knock.Line.PLAIN));
        try (Socket connection = door.accept()) {
          connection.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
        }
        guest.join();
      }
    }
    // Whatever hangs up in the middle of a handshake lives as well.
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread guest = Thread.ofPlatform().start(() -> knock(door, Knock.Line.TLS));
      door.accept().close();
      guest.join();
    }
    assertEquals(
        List.of(ALIVE, ALIVE, ALIVE), List.of(manager.next(), manager.next(), manager.next()));
  }

  private void knock(ServerSocket door, Knock.Line line) {
    InetSocketAddress everywhere = new InetSocketAddress(door.getLocalPort());
    watchdog(Knock.mail("imap", everywhere, line)).round();
  }

  @Test
  void aDoorThatIsClosedDoesNotAnswer() throws Exception {
    InetSocketAddress closed;
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = (InetSocketAddress) door.getLocalSocketAddress();
    }
    Knock knock = Knock.web("https", closed, Knock.Line.TLS);
    assertThrows(ConnectException.class, knock::awaitAnswer);
  }

  @Test
  void aDoorThatOnlyTheKernelKeepsOpenDoesNotAnswer() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Knock knock =
          new Knock(
              "imap",
              new InetSocketAddress(door.getLocalPort()),
              Knock.Line.PLAIN,
              "",
              java.time.Duration.ofMillis(50));
      IOException silence = assertThrows(IOException.class, knock::awaitAnswer);
      assertEquals("no answer within 50 ms", silence.getMessage());
    }
  }
}
