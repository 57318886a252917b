package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private final HttpClient browser = HttpClient.newHttpClient();
  private WebServer server;

  @BeforeEach
  void open() throws Exception {
    server = WebServer.start(new FakeAppliance(), settings(200, Duration.ofSeconds(30)));
  }

  @AfterEach
  void close() {
    server.close();
    browser.close();
  }

  @Test
  void thePageSpeaksItalianToAnItalianBrowser() throws Exception {
    HttpResponse<String> page = get("/", "it-IT,it;q=0.9,en;q=0.5");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("<html lang=\"it\">"), page.body());
    assertTrue(page.body().contains("La posta dell'ufficio"), page.body());
  }

  @Test
  void thePageSpeaksEnglishToEverybodyElse() throws Exception {
    assertTrue(get("/", "de-DE").body().contains("<html lang=\"en\">"));
    assertTrue(get("/", ";;;q=x").body().contains("<html lang=\"en\">"));
    assertTrue(get("/", "de, it;q=0.3, en;q=0.2").body().contains("<html lang=\"it\">"));
  }

  @Test
  void thePageGivesTheDoorWithTlsFromTheStart() throws Exception {
    String page = get("/", "en").body();
    assertTrue(page.contains("<dt>Server</dt><dd>portineria.local</dd>"), page);
    assertTrue(page.contains("<dt>Port</dt><dd>993</dd>"), page);
    assertTrue(page.contains("<dt>Port</dt><dd>995</dd>"), page);
    assertTrue(page.contains("12:AB:34"), page);
  }

  @Test
  void theCertificateIsServedToBeInstalled() throws Exception {
    HttpResponse<String> file = get("/ca.crt", "en");
    assertEquals("application/x-x509-ca-cert", file.headers().firstValue("content-type").get());
    assertEquals(new FakeAppliance().caCertificatePem(), file.body());
  }

  @Test
  void everyAnswerCarriesTheStrictHeaders() throws Exception {
    for (String path : List.of("/", "/ca.crt", "/style.css", "/nothing", "/%2e%2e/etc/passwd")) {
      HttpResponse<String> answer = get(path, "en");
      String policy = answer.headers().firstValue("content-security-policy").orElse("none");
      assertTrue(policy.startsWith("default-src 'none'"), path + ": " + policy);
      assertEquals("nosniff", answer.headers().firstValue("x-content-type-options").orElse("none"));
      assertEquals("no-referrer", answer.headers().firstValue("referrer-policy").orElse("none"));
      assertFalse(answer.headers().firstValue("server").isPresent(), path);
    }
  }

  @Test
  void nothingComesFromAnotherComputer() throws Exception {
    String all = get("/", "it").body() + get("/", "en").body() + get("/style.css", "en").body();
    // The link to the protected door is the box's own.
    String others = all.replace("https://localhost:", "");
    assertFalse(
        Pattern.compile("https?://|//[a-z]|url\\(|<script>|<style|javascript:")
            .matcher(others)
            .find(),
        others);
  }

  @Test
  void anUnknownPageIs404AndAnotherMethod405() throws Exception {
    assertEquals(404, get("/nothing", "en").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(uri("/"))
            .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100)))
            .build();
    HttpResponse<String> answer = browser.send(post, HttpResponse.BodyHandlers.ofString());
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD", answer.headers().firstValue("allow").get());
  }

  @Test
  void headGivesTheHeadersAlone() throws Exception {
    HttpRequest head = HttpRequest.newBuilder(uri("/ca.crt")).HEAD().build();
    HttpResponse<String> answer = browser.send(head, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void aHeaderThatIsTooLongIsRefused() throws Exception {
    String request = "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n";
    assertTrue(raw(request).startsWith("HTTP/1.1 431"));
  }

  @Test
  void aBrowserThatSaysNothingIsSentAway() throws Exception {
    server.close();
    server = WebServer.start(new FakeAppliance(), settings(200, Duration.ofMillis(200)));
    try (Socket silent = new Socket(LOOPBACK, server.httpPort().getAsInt())) {
      silent.setSoTimeout(20_000);
      assertEquals(-1, silent.getInputStream().read());
    }
  }

  @Test
  void aValueCanNotBecomeMarkup() throws Exception {
    server.close();
    FakeAppliance odd =
        new FakeAppliance(List.of("<b onclick='x'>\""), new FakeAppliance().doors());
    server = WebServer.start(odd, settings(200, Duration.ofSeconds(30)));
    String page = get("/", "en").body();
    assertTrue(page.contains("&lt;b onclick='x'&gt;\""), page);
    assertFalse(page.contains("<b "), page);
  }

  @Test
  void aBoxWithoutDoorsStillHasAPage() throws Exception {
    server.close();
    FakeAppliance shut = new FakeAppliance(List.of("portineria.local"), List.of());
    server = WebServer.start(shut, settings(200, Duration.ofSeconds(30)));
    assertTrue(get("/", "en").body().contains("connect at the moment"));
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    SSLContext tls = SSLContext.getDefault();
    WebSettings taken =
        new WebSettings(
            Optional.of(LOOPBACK),
            server.httpPort(),
            OptionalInt.empty(),
            tls,
            tls.getDefaultSSLParameters(),
            InstantSource.system());
    IOException trouble =
        org.junit.jupiter.api.Assertions.assertThrows(
            IOException.class, () -> WebServer.start(new FakeAppliance(), taken).close());
    assertTrue(trouble.getMessage().contains("" + server.httpPort().getAsInt()), "" + trouble);
  }

  private static WebSettings settings(int connections, Duration idle) {
    return TestServer.settings(connections, idle, InstantSource.system());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.httpPort().getAsInt() + path);
  }

  private HttpResponse<String> get(String path, String language) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Accept-Language", language).build();
    return browser.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, server.httpPort().getAsInt())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    }
  }
}
