package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portineria.peer.Chromium;

/**
 * Pictures of every page in {@code webui/target/screens}, for a person to look at: as Debian's
 * Chromium draws them, whole, at the width of a telephone and of a large screen, in both languages.
 * A page that wants to do what its policy forbids fails the test.
 */
@Tag("long")
class ScreensTest {
  private static final List<Integer> WIDTHS = List.of(360, 1920);

  /** Only those whose names match; all without it. */
  private static final String ONLY = System.getProperty("screens", ".*");

  /** {@code dark} for pictures in the colours of the night. */
  private static final String COLOURS = System.getProperty("colours", "light");

  private static final Path FOLDER = Path.of("target", "screens");

  private final Screens screens = new Screens();
  private final List<String> complaints = new ArrayList<>();

  @Test
  void everyPageIsDrawn() throws Exception {
    try (WebServer server = TestServer.start(screens.box, InstantSource.system());
        Chromium chromium = new Chromium("en")) {
      screens.walk(server, (visitor, pages) -> draw(chromium, visitor, pages));
    }
    assertEquals(List.of(), complaints);
  }

  private void draw(Chromium chromium, Browser visitor, List<Screens.Screen> pages)
      throws IOException {
    chromium.become(visitor.base, visitor.cookies);
    for (Screens.Screen page : pages) {
      for (String language : page.name().matches(ONLY) ? List.of("en", "it") : List.<String>of()) {
        for (int width : WIDTHS) {
          String name = page.name() + "-" + language + "-" + width;
          page.show(chromium.speak(language).look(width, COLOURS), visitor.base);
          Path file = FOLDER.resolve(name + ".png");
          Files.deleteIfExists(file);
          chromium.picture(width, file);
          chromium.troubles().stream()
              // That a page which is to be missing is missing is no trouble.
              .filter(one -> !one.contains("Failed to load resource"))
              .forEach(one -> complaints.add(name + ": " + one));
        }
      }
    }
  }
}
