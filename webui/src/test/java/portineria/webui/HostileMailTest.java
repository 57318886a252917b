package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's Chromium reads every kind of hostile mail, and nothing of it makes a request or runs a
 * script: neither as the page sends it, nor by the sanitiser alone when its headers are taken away.
 * The same kinds as they came do make requests, or the test would see nothing.
 */
@Tag("long")
class HostileMailTest {
  /** What a kind is called in the address of its message. */
  private static final List<String> KINDS = List.copyOf(HostileHtml.KINDS.keySet());

  @TempDir private Path temp;
  private final FakeAppliance box = new FakeAppliance();
  private final Set<String> asked = Collections.synchronizedSet(new TreeSet<>());
  private final Set<String> seen = Collections.synchronizedSet(new TreeSet<>());

  @Test
  void noKindMakesARequest() throws Exception {
    for (String kind : KINDS) {
      box.mail.add("maria", kind, kind, false);
      box.mail.bodies.put(
          kind,
          new MailBook.Body(
              List.of(new MailBook.Piece(true, HostileHtml.KINDS.get(kind))), List.of()));
    }
    try (WebServer server = TestServer.start(box, InstantSource.system());
        Browser maria = Browser.of(server).asUser();
        ExecutorService one = Executors.newSingleThreadExecutor()) {
      HttpServer door =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      door.createContext("/", exchange -> answer(maria, exchange));
      door.setExecutor(one);
      door.start();
      int port = door.getAddress().getPort();
      read(port, "raw");
      assertTrue(asked.size() >= 40, "kinds that do something where nothing stops them: " + asked);
      asked.clear();
      read(port, "bare");
      assertEquals(Set.of(), asked);
      read(port, "page");
      assertEquals(Set.of(), asked);
      door.stop(0);
    }
  }

  /** Looks at all kinds, each in a frame of its own. */
  private void read(int port, String how) throws Exception {
    seen.clear();
    Process chromium =
        new ProcessBuilder(
                "/usr/bin/chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--user-data-dir=" + temp.resolve(how),
                "--host-resolver-rules=MAP evil.example 127.0.0.1:" + port,
                "--virtual-time-budget=10000",
                "--dump-dom",
                "http://127.0.0.1:" + port + "/index/" + how)
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve(how + ".txt").toFile())
            .start();
    assertTrue(chromium.waitFor(120, TimeUnit.SECONDS), "chromium does not end");
    assertEquals(new TreeSet<>(KINDS), seen, "every kind was looked at");
  }

  private void answer(Browser maria, HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    String[] path = exchange.getRequestURI().getPath().split("/");
    if (host.startsWith("evil.example")) {
      asked.add(path.length > 1 ? path[1] : "");
      send(exchange, "text/plain", "");
    } else if (path.length == 3 && path[1].equals("index")) {
      send(exchange, Answer.HTML, index(path[2]));
    } else if (path.length == 3 && KINDS.contains(path[2])) {
      seen.add(path[2]);
      message(maria, exchange, path[1], path[2]);
    } else {
      // Such as /logout: a message must not reach the box's own pages either.
      if (path.length > 1 && !path[1].equals("favicon.ico")) {
        asked.add(exchange.getRequestURI().toString());
      }
      send(exchange, "text/plain", "");
    }
  }

  private static String index(String how) {
    String sandbox = how.equals("page") ? " sandbox=\"\"" : "";
    return KINDS.stream()
        .map(kind -> "<iframe src=\"/" + how + "/" + kind + "\"" + sandbox + "></iframe>")
        .collect(Collectors.joining("", "<!DOCTYPE html><title>x</title>", ""));
  }

  private static void message(Browser maria, HttpExchange exchange, String how, String kind)
      throws IOException {
    if (how.equals("raw")) {
      send(exchange, Answer.HTML, HostileHtml.KINDS.get(kind));
      return;
    }
    try {
      maria.get("/me/mail/" + kind);
      HttpResponse<String> body = maria.get("/me/mail/" + kind + "/body");
      if (how.equals("page")) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                body.headers().firstValue("content-security-policy").orElseThrow());
      }
      send(exchange, Answer.HTML, body.body());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
    exchange.sendResponseHeaders(200, octets.length == 0 ? -1 : octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }
}
