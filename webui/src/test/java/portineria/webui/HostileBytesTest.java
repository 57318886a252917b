package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes in at the web doors, they go on serving. */
class HostileBytesTest {
  private static final int SOME = 1500;
  private static final int MANY = 10_000;

  /** What requests are made of, here and there with a random piece. */
  private static final String[] PIECES = {
    "GET ",
    "POST ",
    "HEAD ",
    "/",
    "/today",
    "/accounts/",
    "%2e%2e/",
    "%00",
    "?lang=",
    "*",
    "//",
    " HTTP/1.1",
    " HTTP/9.9",
    "\r\n",
    "\n",
    "Host: ",
    "localhost",
    "Cookie: ",
    "__Host-portineria=",
    ";",
    "=",
    "Content-Length: ",
    "5",
    "-1",
    "99999999999",
    "Transfer-Encoding: chunked",
    "ffffffff",
    "Content-Type: application/x-www-form-urlencoded",
    "token=",
    "&",
    "%",
    "\0",
    "è"
  };

  @Test
  void requestsOfRandomBytesLeaveItServing() throws Exception {
    serve(SOME);
  }

  @Test
  @Tag("long")
  void tenThousandRequestsOfRandomBytesLeaveItServing() throws Exception {
    serve(MANY);
  }

  private static void serve(int requests) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    WebSettings settings = TestServer.settings(200, Duration.ofMillis(500), InstantSource.system());
    try (WebServer server = WebServer.start(new FakeAppliance(), settings)) {
      for (int i = 0; i < requests; i++) {
        knock(server.httpPort().getAsInt(), bytes(random), i % 100 == 0);
      }
      try (Browser browser = Browser.of(server)) {
        assertEquals(200, browser.get("/").statusCode());
        browser.asAdmin();
      }
    }
  }

  private static byte[] bytes(Random random) {
    if (random.nextInt(4) == 0) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      return octets;
    }
    StringBuilder request = new StringBuilder();
    int pieces = random.nextInt(20);
    for (int i = 0; i < pieces; i++) {
      request.append(
          random.nextInt(8) == 0
              ? String.valueOf((char) random.nextInt(256))
              : PIECES[random.nextInt(PIECES.length)]);
    }
    return request.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Some wait for what the box says; most just leave. */
  private static void knock(int port, byte[] octets, boolean listens) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(octets);
      if (listens) {
        socket.setSoTimeout(20_000);
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
    } catch (IOException theBoxHungUp) {
      // It may.
    }
  }
}
