package portineria.admin;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Refusal;

/**
 * One command from the control socket. Two virtual threads: one runs the command, the other waits
 * for the client to go away, and then the command is told by {@link Console#isGone()}. Nothing is
 * interrupted: an interrupt would close the files that a thread happens to read.
 *
 * <p>Where the client asks, the first thread reads its questions, and sees by itself that it has
 * gone.
 */
final class ControlSession implements Console {
  /** For the request to arrive. */
  private static final long REQUEST_SECONDS = 10;

  private static final Questions NO_QUESTIONS = desk -> {};

  private static final Logger log = LoggerFactory.getLogger(ControlSession.class);
  private static final AtomicLong numbers = new AtomicLong();

  private final long id = numbers.incrementAndGet();
  private final SocketChannel channel;
  private final CommandRunner runner;
  private final OutputStream out;
  private final InputStream in;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean gone;
  private volatile boolean terminal;

  ControlSession(SocketChannel channel, CommandRunner runner) {
    this.channel = channel;
    this.runner = runner;
    this.out = Channels.newOutputStream(channel);
    this.in = Channels.newInputStream(channel);
  }

  long id() {
    return id;
  }

  void run() {
    try (channel) {
      Request request = receive();
      terminal = request.terminal();
      log.info("command id={} {}", id, told(request.arguments()));
      if (!request.asks()) {
        Thread.ofVirtual().name("control-" + id + "-watch").start(this::watch);
      }
      int exitCode =
          runner.run(request, user(), this, request.asks() ? this::questions : NO_QUESTIONS);
      log.info("command id={} exit={}", id, exitCode);
      send(new Frame.Ended(exitCode));
    } catch (IOException e) {
      log.info("command id={} ended without its client: {}", id, e.getMessage());
    } finally {
      gone = true;
      ended.countDown();
    }
  }

  /** What the log may keep of a command: its first word and its options, but nobody's name. */
  private static String told(List<String> arguments) {
    return Stream.concat(
            arguments.stream().limit(1),
            arguments.stream().skip(1).filter(one -> one.startsWith("--")))
        .map(one -> one.replaceFirst("=.*", ""))
        .collect(Collectors.joining(" "));
  }

  private String user() throws IOException {
    return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
  }

  /**
   * What comes along with a question is read to its end in every case: a client that still writes
   * would not hear what went wrong.
   */
  private void questions(Desk desk) throws Failed, Refusal, IOException {
    DataInputStream from = new DataInputStream(new BufferedInputStream(in));
    while (true) {
      Optional<byte[]> question = Wire.readQuestion(from);
      if (question.isEmpty()) {
        return;
      }
      byte[] answer;
      try (Chunks octets = new Chunks(from)) {
        answer = desk.answer(question.get(), octets);
      }
      if (gone) {
        throw new Failed("portineria is closing: give the command again when it runs");
      }
      send(new Frame.Answered(ByteBuffer.wrap(answer)));
    }
  }

  private Request receive() throws IOException {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> deadline =
        arrived
            .orTimeout(REQUEST_SECONDS, TimeUnit.SECONDS)
            .exceptionally(
                late -> {
                  shut();
                  return null;
                });
    try {
      return Wire.readRequest(in);
    } catch (IOException e) {
      send(new Frame.Complained("portineria: " + e.getMessage()));
      send(new Frame.Ended(1));
      throw e;
    } finally {
      arrived.complete(null);
      deadline.join();
    }
  }

  /** A client that does not ask sends nothing after its request: whatever comes is its end. */
  private void watch() {
    try {
      int octet = in.read();
      log.debug("command id={} client gone: {}", id, octet);
    } catch (IOException e) {
      log.debug("command id={} client gone", id, e);
    }
    gone = true;
  }

  /** Answers nothing but {@code why}. */
  void refuse(String why) {
    try (channel) {
      send(new Frame.Complained("portineria: " + why));
      send(new Frame.Ended(1));
    } catch (IOException e) {
      log.debug("command id={} refused, client gone", id, e);
    }
  }

  /** Asks the command to stop, waits for it at most so long, and hangs up. */
  void close(Duration longest) {
    gone = true;
    try {
      if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("command id={} did not end in time", id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shut();
  }

  private void shut() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("command id={} close", id, e);
    }
  }

  private void send(Frame frame) throws IOException {
    Wire.write(frame, out);
  }

  @Override
  public void say(String line) throws IOException {
    send(new Frame.Said(line));
  }

  @Override
  public void complain(String line) throws IOException {
    send(new Frame.Complained(line));
  }

  @Override
  public void progress(String line) throws IOException {
    if (terminal) {
      send(new Frame.Progressed(line));
    }
  }

  @Override
  public boolean isTerminal() {
    return terminal;
  }

  @Override
  public boolean isGone() {
    return gone;
  }
}
