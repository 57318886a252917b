package portineria.pop3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import portineria.transcript.MemoryConnection;

/** A client for tests that are no transcripts: says a lot, then looks at what came back. */
final class Dialogue {
  private final MemoryConnection connection;
  private final CompletableFuture<Void> session = new CompletableFuture<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  Dialogue(Pop3Server server, MemoryConnection connection) {
    this.connection = connection;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                server.serve(connection);
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

  static Dialogue with(Pop3Stage stage) {
    return new Dialogue(stage.server(), stage.connection(1));
  }

  /** Logs in as {@code anna}, and forgets what was said so far. */
  Dialogue loggedIn(String password) throws InterruptedException {
    say("USER anna\r\nPASS " + password + "\r\n");
    return this;
  }

  /** What comes back when all is answered. */
  String say(String lines) throws InterruptedException {
    return say(lines.getBytes(StandardCharsets.ISO_8859_1));
  }

  String say(byte[] octets) throws InterruptedException {
    connection.awaitIdle();
    heard();
    connection.send(octets);
    return heard();
  }

  String heard() throws InterruptedException {
    connection.awaitIdle();
    byte[] octets = connection.takeOutput();
    heard.writeBytes(octets);
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  /** Sends all and hangs up; what came back. */
  String saidAndEnded(byte[] octets) throws Exception {
    connection.send(octets);
    return end();
  }

  int flushes() {
    return connection.flushes();
  }

  boolean isClosed() {
    return connection.isClosed();
  }

  /** Hangs up; the session must end by itself. All that was ever heard. */
  String end() throws Exception {
    heard();
    connection.hangUp();
    session.get(20, TimeUnit.SECONDS);
    heard();
    return heard.toString(StandardCharsets.ISO_8859_1);
  }
}
