package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of somewhere else whose name leads to the box: DNS rebinding. */
class HostNamesTest {
  private static final List<String> OURS = List.of("portineria.local", "192.168.1.20");

  @Test
  void ourNamesAndAddressesAreOurs() {
    for (String host :
        List.of(
            "portineria.local",
            "Portineria.LOCAL",
            "localhost",
            "192.168.1.20",
            "10.0.0.1",
            "[::1]",
            "::1")) {
      assertTrue(HostNames.isOurs(host, OURS), host);
    }
    for (String host :
        List.of(
            "evil.example",
            "portineria.local.evil.example",
            "192.168.1.20.evil.example",
            "",
            "[x]",
            "1.2.3.4.5")) {
      assertFalse(HostNames.isOurs(host, OURS), host);
    }
  }

  @Test
  void underAnotherNameNothingThatNeedsAPasswordIsThere() throws Exception {
    FakeAppliance box = new FakeAppliance();
    try (WebServer server = TestServer.start(box, InstantSource.system());
        Browser admin = Browser.of(server).asAdmin()) {
      String cookie = PageHandler.COOKIE + "=" + admin.cookies.get(PageHandler.COOKIE);
      box.acts.clear();
      assertTrue(ask(server, "localhost", "GET /today", cookie, "").startsWith("HTTP/1.1 200"));
      for (String path : List.of("/today", "/login", "/accounts/maria", "/backup/words")) {
        String answer = ask(server, "evil.example", "GET " + path, cookie, "");
        assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
        assertTrue(answer.contains("portineria.local, 192.168.1.20"), answer);
        assertFalse(answer.contains("maria"), answer);
      }
      String answer =
          ask(server, "evil.example", "POST /today/fetch", cookie, "token=" + admin.token);
      assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
      String open = ask(server, "mail.office.example", "GET /", cookie, "");
      assertTrue(open.startsWith("HTTP/1.1 200"), open);
      // Who is logged in is nobody there.
      assertFalse(open.contains("/logout"), open);
      assertEquals(List.of(), box.acts);
    }
  }

  private static String ask(WebServer server, String host, String what, String cookie, String body)
      throws IOException {
    String request =
        what
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nCookie: "
            + cookie
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    try (Socket socket =
        TestTls.context()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), server.httpsPort().getAsInt())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
