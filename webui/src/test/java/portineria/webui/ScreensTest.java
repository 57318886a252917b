package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of every page in {@code webui/target/screens}, for a person to look at: as Debian's
 * Chromium draws them, at the width of a telephone and of a large screen, in both languages. A page
 * that wants to do what its policy forbids fails the test.
 *
 * <p>The browser sees the pages through a door in the clear that logs it in; headers and bodies go
 * through as they are.
 */
@Tag("long")
class ScreensTest {
  private static final List<Integer> WIDTHS = List.of(360, 1920);

  /** Only those whose names match; all without it. */
  private static final String ONLY = System.getProperty("screens", ".*");

  /** {@code dark} for pictures in the colours of the night. */
  private static final boolean DARK = System.getProperty("colours", "light").equals("dark");

  @TempDir private Path temp;
  private final Screens screens = new Screens();
  private final Path folder = Path.of("target", "screens");
  private final List<String> complaints = new ArrayList<>();

  @Test
  void everyPageIsDrawn() throws Exception {
    Files.createDirectories(folder);
    try (WebServer server = TestServer.start(screens.box, InstantSource.system())) {
      screens.walk(server, this::draw);
    }
    assertEquals(List.of(), complaints);
  }

  private void draw(Browser browser, List<Screens.Screen> screens) throws Exception {
    HttpServer door =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext("/", exchange -> relay(browser, screens, exchange));
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      door.setExecutor(one);
      door.start();
      for (Screens.Screen screen : wanted(screens)) {
        for (String language : List.of("en", "it")) {
          browser.language = language;
          for (int width : WIDTHS) {
            picture(door.getAddress().getPort(), screen, language, width);
          }
        }
      }
      door.stop(0);
    }
  }

  private static List<Screens.Screen> wanted(List<Screens.Screen> screens) {
    return screens.stream().filter(screen -> screen.name().matches(ONLY)).toList();
  }

  private static void relay(Browser browser, List<Screens.Screen> screens, HttpExchange exchange)
      throws IOException {
    try {
      if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept"))
          .contains("event-stream")) {
        // A picture is of one moment; this says that there is no stream, and not to ask again.
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      HttpResponse<String> answer = answer(browser, screens, exchange.getRequestURI().toString());
      for (String header : List.of("content-type", "content-security-policy")) {
        answer
            .headers()
            .firstValue(header)
            .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.statusCode(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  /** What a form answers is asked for as any other page; the form is sent for it here. */
  private static HttpResponse<String> answer(
      Browser browser, List<Screens.Screen> screens, String path)
      throws IOException, InterruptedException {
    for (Screens.Screen screen : screens) {
      if (!screen.form().isEmpty() && screen.path().equals(path)) {
        browser.get(screen.form());
        return browser.post(path, screen.fields().toArray(String[]::new));
      }
    }
    return browser.get(path);
  }

  private void picture(int port, Screens.Screen screen, String language, int width)
      throws Exception {
    Path file =
        folder.resolve(screen.name() + "-" + language + "-" + width + ".png").toAbsolutePath();
    Files.deleteIfExists(file);
    int height = width < 1000 ? screen.height() * 5 / 4 : Math.max(900, screen.height() * 9 / 10);
    Process chromium =
        new ProcessBuilder(
                "/usr/bin/chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--user-data-dir=" + temp.resolve("profile"),
                "--enable-logging=stderr",
                "--v=0",
                "--blink-settings=preferredColorScheme=" + (DARK ? 0 : 1),
                "--window-size=" + width + "," + height,
                "--screenshot=" + file,
                "http://127.0.0.1:" + port + screen.path())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = chromium.getInputStream()) {
      new String(said.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("CONSOLE"))
          // So htmx says that a stream has ended: with the browser, here.
          .filter(line -> !line.contains("\"[object Event]\", source: http"))
          .forEach(line -> complaints.add(screen.name() + ": " + line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertTrue(chromium.waitFor(60, TimeUnit.SECONDS), "chromium does not end");
    assertTrue(Files.size(file) > 5_000, file.toString());
    if (!endsInPaper(file)) {
      complaints.add(
          screen.name() + " at " + width + ", " + language + ": does not fit its height");
    }
  }

  /** Whether the last rows show nothing any more, so that the picture holds the whole page. */
  private static boolean endsInPaper(Path file) throws IOException {
    BufferedImage picture = ImageIO.read(file.toFile());
    int last = picture.getHeight() - 1;
    int paper = picture.getRGB(0, last);
    return IntStream.range(0, picture.getWidth())
        .allMatch(
            x ->
                IntStream.rangeClosed(last - 20, last)
                    .allMatch(y -> picture.getRGB(x, y) == paper));
  }
}
