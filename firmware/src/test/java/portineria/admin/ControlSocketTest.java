package portineria.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlSocketTest {
  @TempDir Path data;
  private Path file;
  private ControlServer server;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch sawTheClientGo = new CountDownLatch(1);

  @BeforeEach
  void open() throws IOException {
    file = data.resolve("control.sock");
    server = ControlServer.open(file, this::command, Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  /** What the box under test can do. */
  private int command(Request request, String user, Console console) throws IOException {
    return switch (request.arguments().getFirst()) {
      case "echo" -> {
        console.say(request.arguments().getLast());
        console.complain(request.attachment("password").orElse("nothing attached"));
        console.progress("half");
        yield 7;
      }
      case "who" -> {
        console.say(user);
        yield 0;
      }
      case "wait" -> {
        asked.countDown();
        await(release);
        console.say("released");
        yield 0;
      }
      case "until-gone" -> {
        asked.countDown();
        while (!console.isGone()) {
          Thread.onSpinWait();
        }
        sawTheClientGo.countDown();
        yield 1;
      }
      default -> throw new IllegalArgumentException(request.toString());
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theKernelTellsWhoIsAtTheOtherEnd() throws IOException {
    RecordingConsole console = new RecordingConsole();
    Request request = new Request(List.of("who"), Map.of(), false);
    assertEquals(OptionalInt.of(0), ControlClient.run(file, request, console));
    assertEquals(System.getProperty("user.name"), console.text());
  }

  @Test
  void whatACommandSaysComesBackWithItsExitCode() throws IOException {
    RecordingConsole console = new RecordingConsole();
    Request request = new Request(List.of("echo", "perché no"), Map.of("password", "s3cret"), true);
    assertEquals(OptionalInt.of(7), ControlClient.run(file, request, console));
    assertEquals(List.of("out: perché no", "err: s3cret", "bar: half"), console.lines());
  }

  @Test
  void progressIsForTerminals() throws IOException {
    RecordingConsole console = new RecordingConsole();
    Request request = new Request(List.of("echo", "x"), Map.of(), false);
    ControlClient.run(file, request, console);
    assertEquals(List.of("out: x", "err: nothing attached"), console.lines());
  }

  @Test
  void aRequestNeverShowsWhatIsAttached() {
    Request request = new Request(List.of("echo"), Map.of("password", "s3cret"), false);
    assertFalse(request.toString().contains("s3cret"));
  }

  @Test
  void commandsRunSideBySide() throws Exception {
    RecordingConsole slow = new RecordingConsole();
    Thread waiting = Thread.ofVirtual().start(() -> run("wait", slow));
    await(asked);
    assertEquals(7, run("echo", new RecordingConsole()));
    release.countDown();
    waiting.join();
    assertEquals(List.of("out: released"), slow.lines());
  }

  private int run(String command, Console console) {
    try {
      Request request = new Request(List.of(command), Map.of(), false);
      return ControlClient.run(file, request, console).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCommandHearsThatItsClientHasGone() throws Exception {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      Request request = new Request(List.of("until-gone"), Map.of(), false);
      Wire.write(request, Channels.newOutputStream(client));
      await(asked);
    }
    await(sawTheClientGo);
  }

  @Test
  void tooManyCommandsAtOneTimeAreRefused() throws Exception {
    List<SocketChannel> idle = new ArrayList<>();
    try {
      for (int i = 0; i < ControlServer.CLIENTS_MAX; i++) {
        idle.add(SocketChannel.open(UnixDomainSocketAddress.of(file)));
      }
      RecordingConsole console = new RecordingConsole();
      assertEquals(1, run("echo", console));
      assertTrue(console.text().contains("too many commands"), console.text());
    } finally {
      for (SocketChannel one : idle) {
        one.close();
      }
    }
  }

  @Test
  void anEndlessRequestIsRefused() throws Exception {
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      client.write(ByteBuffer.allocate(4).putInt(Wire.REQUEST_OCTETS_MAX + 1).flip());
      Frame first = Wire.readFrame(Channels.newInputStream(client));
      assertEquals(new Frame.Complained("portineria: a length beyond its limit: 4194305"), first);
    }
  }

  @Test
  void octetsThatAreNoRequestEndTheirOwnSessionOnly() throws Exception {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(octets);
    out.writeInt(6);
    out.writeByte(1);
    out.writeBoolean(false);
    out.writeInt(Integer.MAX_VALUE);
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      client.write(ByteBuffer.wrap(octets.toByteArray()));
      assertTrue(Wire.readFrame(Channels.newInputStream(client)) instanceof Frame.Complained);
    }
    assertEquals(7, run("echo", new RecordingConsole()));
  }

  @Test
  void theSocketIsForItsOwnerAlone() throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void theSocketOfABoxThatWasKilledCountsAsNone() throws IOException {
    server.close();
    assertEquals(OptionalInt.empty(), none());
    // A file that nobody listens at, as a kill leaves it.
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(file));
    }
    assertTrue(Files.exists(file));
    assertEquals(OptionalInt.empty(), none());
    server = ControlServer.open(file, this::command, Duration.ofSeconds(5));
    assertEquals(7, run("echo", new RecordingConsole()));
  }

  private OptionalInt none() throws IOException {
    Request request = new Request(List.of("echo"), Map.of(), false);
    return ControlClient.run(file, request, new RecordingConsole());
  }

  @Test
  void aClientIsToldWhenTheBoxStops() throws Exception {
    ControlServer impatient =
        ControlServer.open(data.resolve("other.sock"), this::command, Duration.ofMillis(10));
    Request request = new Request(List.of("wait"), Map.of(), false);
    Thread stop =
        Thread.ofVirtual()
            .start(
                () -> {
                  await(asked);
                  impatient.close();
                });
    IOException trouble =
        assertThrows(
            IOException.class,
            () -> ControlClient.run(data.resolve("other.sock"), request, new RecordingConsole()));
    assertTrue(trouble.getMessage().contains("portineria stopped"), trouble.getMessage());
    release.countDown();
    stop.join();
  }
}
