package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that stay open for longer than the door keeps what is silent. */
@Timeout(60)
class LongStreamTest {
  private static final String TODAY = "/today/live";

  private final FakeAppliance box = new FakeAppliance();

  private WebServer server(Duration idle, Duration pace) throws IOException {
    return WebServer.start(box, TestServer.settings(200, idle, InstantSource.system()), pace);
  }

  @Test
  void aPageOnWhichNothingHappensStaysOpen() throws Exception {
    Duration idle = Duration.ofSeconds(2);
    try (WebServer server = server(idle, Duration.ofMillis(50));
        Browser admin = Browser.of(server).asAdmin();
        Listening shared = Listening.to(admin, TODAY);
        Listening alone = Listening.to(admin, TODAY, HttpClient.Version.HTTP_1_1)) {
      assertEquals(HttpClient.Version.HTTP_2, shared.version());
      assertEquals(HttpClient.Version.HTTP_1_1, alone.version());
      for (Listening page : List.of(shared, alone)) {
        assertTrue(page.next().orElseThrow().contains("All is well"));
      }
      long began = System.nanoTime();
      while (System.nanoTime() - began < 3 * idle.toNanos() / 2) {
        for (Listening page : List.of(shared, alone)) {
          assertEquals(Optional.of(":"), page.next());
        }
      }
      box.concerns = List.of(FakeAppliance.need("the disk is full", new Overview.Action.Backup()));
      for (Listening page : List.of(shared, alone)) {
        page.until("the disk is full");
      }
    }
  }

  /** So the comments are what keeps the others open. */
  @Test
  void oneThatSaysNothingIsEndedAndForgotten() throws Exception {
    try (WebServer server = server(Duration.ofMillis(500), Duration.ofMinutes(10));
        Browser admin = Browser.of(server).asAdmin();
        Listening shared = Listening.to(admin, TODAY);
        Listening alone = Listening.to(admin, TODAY, HttpClient.Version.HTTP_1_1)) {
      for (Listening page : List.of(shared, alone)) {
        page.next();
        assertTrue(isOver(page));
      }
      while (server.streams() > 0) {
        Thread.onSpinWait();
      }
    }
  }

  private static boolean isOver(Listening page) {
    try {
      return page.next().isEmpty();
    } catch (IOException ended) {
      return true;
    }
  }

  /** A telephone that has gone to sleep: its connection is there, and nobody reads. */
  @Test
  void whoReadsNothingIsForgotten() throws Exception {
    try (WebServer server = server(Duration.ofMillis(500), Duration.ofMillis(20));
        Browser admin = Browser.of(server).asAdmin();
        Socket asleep =
            TestTls.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.httpsPort().getAsInt())) {
      String cookies =
          admin.cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; "));
      OutputStream out = asleep.getOutputStream();
      out.write(
          ("GET "
                  + TODAY
                  + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                  + cookies
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (server.streams() == 0) {
        Thread.onSpinWait();
      }
      for (int i = 0; server.streams() > 0; i++) {
        box.concerns =
            List.of(FakeAppliance.need(i + "x".repeat(1 << 20), new Overview.Action.Backup()));
        Thread.onSpinWait();
      }
      assertEquals(200, admin.get("/today").statusCode());
    }
  }
}
