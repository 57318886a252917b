package portineria.transcript;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One client of a transcript, and the thread of its session. */
final class Client {
  private static final int LOG_MAX = 4000;

  private final MemoryConnection connection;
  private final CompletableFuture<Void> session = new CompletableFuture<>();
  private final Deque<String> heard = new ArrayDeque<>();
  private final StringBuilder log = new StringBuilder();
  private boolean anything;

  Client(MemoryConnection connection, Stage stage) {
    this.connection = connection;
    Thread.ofVirtual()
        .name(connection.id())
        .start(
            () -> {
              try {
                stage.serve(connection);
                session.complete(null);
              } catch (IOException lineIsGone) {
                session.complete(null);
              } catch (Throwable e) {
                session.completeExceptionally(e);
              } finally {
                connection.close();
              }
            });
  }

  void send(byte[] octets) throws InterruptedException {
    mustHaveHeardAll();
    log.append("  C: ").append(Notation.line(octets)).append('\n');
    connection.send(octets);
  }

  void beSilent(Duration length) throws InterruptedException {
    mustHaveHeardAll();
    connection.silence(length);
  }

  void hangUp() throws InterruptedException {
    mustHaveHeardAll();
    connection.hangUp();
  }

  void hear(String expected) throws InterruptedException {
    listen();
    String line = next();
    while (anything && !Notation.matches(expected, line)) {
      line = next();
    }
    anything = false;
    if (!Notation.matches(expected, line)) {
      throw new AssertionError("expected: " + expected + "\n   heard: " + line);
    }
  }

  private String next() {
    String line = heard.poll();
    if (line == null) {
      throw new AssertionError(
          "the server says nothing more" + (connection.isClosed() ? " and has closed" : ""));
    }
    return line;
  }

  void hearAnything() {
    anything = true;
  }

  void beClosed() throws InterruptedException {
    mustHaveHeardAll();
    if (!connection.isClosed()) {
      throw new AssertionError("the server has not closed the connection");
    }
  }

  /** Nothing is left, and the session ends when its client goes. */
  void end() throws Exception {
    mustHaveHeardAll();
    connection.hangUp();
    session.get(20, TimeUnit.SECONDS);
  }

  private void mustHaveHeardAll() throws InterruptedException {
    listen();
    if (anything) {
      heard.clear();
      anything = false;
    }
    if (!heard.isEmpty()) {
      throw new AssertionError("the server also says: " + String.join("\n  ", heard));
    }
  }

  /** Waits until the server has said all that it will, and takes it apart. */
  private void listen() throws InterruptedException {
    connection.awaitIdle();
    byte[] octets = connection.takeOutput();
    int start = 0;
    for (int i = 1; i < octets.length; i++) {
      if (octets[i] == '\n' && octets[i - 1] == '\r') {
        heard(Notation.line(Arrays.copyOfRange(octets, start, i - 1)));
        start = i + 1;
      }
    }
    if (start < octets.length) {
      String last = Notation.line(Arrays.copyOfRange(octets, start, octets.length));
      heard(Notation.unended(last));
    }
  }

  private void heard(String line) {
    heard.add(line);
    log.append("  S: ").append(line).append('\n');
  }

  /** What was said so far, to be read by a person. */
  String log() {
    return log.length() > LOG_MAX ? "  …" + log.substring(log.length() - LOG_MAX) : log.toString();
  }
}
