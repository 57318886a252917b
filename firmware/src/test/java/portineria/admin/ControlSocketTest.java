package portineria.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.slf4j.LoggerFactory;
import portineria.store.Refusal;

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
  private int command(Request request, String user, Console console, Questions questions)
      throws IOException {
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
      case "add" -> added(questions);
      case "refuse" -> refused(console, questions);
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

  /** Answers each question with its octets' sum, or with "?" where they broke off. */
  private static int added(Questions questions) throws IOException {
    try {
      questions.each(
          (question, octets) -> {
            long sum = 0;
            try {
              for (int octet = octets.read(); octet >= 0; octet = octets.read()) {
                sum += octet;
              }
            } catch (BrokenOff e) {
              return bytes("?");
            }
            return bytes(text(question) + sum);
          });
      return 0;
    } catch (Failed | Refusal e) {
      throw new IllegalStateException(e);
    }
  }

  private static int refused(Console console, Questions questions) throws IOException {
    try {
      questions.each(
          (question, octets) -> {
            throw new Refusal(Refusal.Reason.NO_SPACE, "the disk is full");
          });
      return 0;
    } catch (Failed | Refusal e) {
      console.complain(e.getMessage());
      return 3;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
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
  void theLogNamesNobodyWhomACommandIsAbout() throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(ControlSession.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      List<String> words = List.of("echo", "Rossi", "--text=RSSMRA70A01", "--name", "Mario");
      ControlClient.run(file, new Request(words, Map.of(), false), new RecordingConsole());
    } finally {
      logger.detachAppender(log);
    }
    List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertTrue(lines.getFirst().endsWith(" echo --text --name"), lines.toString());
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

  private int ask(String command, Console console, Errand errand) throws Exception {
    Request request = new Request(List.of(command), Map.of(), false, true);
    return ControlClient.run(file, request, console, errand).orElseThrow();
  }

  @Test
  void questionsAndWhatComesAlongAreAnsweredInTurn() throws Exception {
    byte[] many = new byte[1_000_003];
    Arrays.fill(many, (byte) 1);
    int exitCode =
        ask(
            "add",
            new RecordingConsole(),
            desk -> {
              assertEquals(
                  "a1000003", text(desk.answer(bytes("a"), new ByteArrayInputStream(many))));
              assertEquals("b0", text(desk.answer(bytes("b"), InputStream.nullInputStream())));
              return 5;
            });
    assertEquals(5, exitCode, "the errand's own");
  }

  @Test
  void octetsThatBreakOffSpoilTheirOwnQuestionOnly() throws Exception {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("bad sector");
              }
            });
    ask(
        "add",
        new RecordingConsole(),
        desk -> {
          assertEquals("?", text(desk.answer(bytes("a"), broken)));
          assertEquals(
              "b6", text(desk.answer(bytes("b"), new ByteArrayInputStream(new byte[] {1, 2, 3}))));
          return 0;
        });
  }

  @Test
  void aCommandThatEndsInsteadOfAnsweringEndsTheErrand() throws Exception {
    RecordingConsole console = new RecordingConsole();
    byte[] tooMuch = new byte[10_000_000];
    int exitCode =
        ask(
            "refuse",
            console,
            desk -> {
              desk.answer(bytes("a"), new ByteArrayInputStream(tooMuch));
              throw new AssertionError("no answer comes");
            });
    assertEquals(3, exitCode);
    assertEquals(List.of("err: the disk is full"), console.lines());
  }

  @Test
  void anErrandThatStopsMidwayEndsItsCommand() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            ask(
                "add",
                new RecordingConsole(),
                desk -> {
                  throw new IllegalStateException("changed my mind");
                }));
    assertEquals(7, run("echo", new RecordingConsole()), "others are served");
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
    out.writeInt(7);
    out.writeByte(2);
    out.writeBoolean(false);
    out.writeBoolean(false);
    out.writeInt(Integer.MAX_VALUE);
    try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      client.write(ByteBuffer.wrap(octets.toByteArray()));
      Frame first = Wire.readFrame(Channels.newInputStream(client));
      assertEquals(
          new Frame.Complained("portineria: a length beyond its limit: 2147483647"), first);
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
