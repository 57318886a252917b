package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.peer.Chromium;

/**
 * Every page is for everybody, as far as a program can tell: axe-core looks at each in light and
 * dark, at the width of a telephone in Italian and of a large screen in English, with all that can
 * be folded out. Then it is walked through with the Tab key. Nothing that a page does may be
 * against its own policy, nothing may come from elsewhere, and nothing may be wider than the
 * screen.
 *
 * <p>What axe-core finds moderate or minor is no failure: it is in {@code webui/target/axe.txt}.
 */
@Tag("long")
@Timeout(1200)
class AxeTest {
  /** Only those whose names begin so; all without it. */
  private static final String ONLY = System.getProperty("screens", "");

  private static final Set<String> FAILURES = Set.of("serious", "critical");

  /**
   * A part that renews itself takes the focus along: who walks by the keyboard must not be sent
   * back to the beginning every few seconds.
   */
  private static final String RENEW =
      """
      document.addEventListener('htmx:sseBeforeMessage', event => event.preventDefault());
      const own = () => document.querySelector('[sse-connect], [hx-get]');
      const steps = () => [...own().querySelectorAll('a[href], button:enabled, [tabindex="0"]')];
      const wrong = [];
      for (let i = 0; own() && i < steps().length; i++) {
        const before = steps()[i];
        before.focus();
        const stream = own().getAttribute('sse-connect');
        await htmx.ajax('GET', stream || own().getAttribute('hx-get'),
            {target: own(), swap: stream ? 'innerHTML' : 'outerHTML'});
        if (before.isConnected || document.activeElement !== steps()[i]) {
          wrong.push('loses the focus when it renews itself: ' + before.outerHTML.slice(0, 80));
        }
      }
      return wrong.join('\\n');
      """;

  /** All there is to see, and it holds still: parts that renew themselves would fold in again. */
  private static final String UNFOLD =
      """
      document.addEventListener('htmx:beforeRequest', event => event.preventDefault());
      document.addEventListener('htmx:sseBeforeMessage', event => event.preventDefault());
      document.querySelectorAll('details').forEach(one => one.open = true);
      return '';
      """;

  /** WCAG 2.2, A and AA; what is inside the frames is somebody's mail. */
  private static final String FIND =
      """
      const found = await axe.run(document, {
        resultTypes: ['violations'],
        iframes: false,
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: {'target-size': {enabled: true}}
      });
      return found.violations.flatMap(rule => rule.nodes.map(node =>
          node.impact + ' ' + rule.id + ' ' + node.target.join(' ') + ' '
              + node.any.concat(node.all, node.none).map(why => why.message).join('; ')))
          .join('\\n');
      """;

  /** Remembers where the focus goes, and whether one sees it there. */
  private static final String WATCH =
      """
      const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
      window.wanted = [...document.querySelectorAll(all)]
          .filter(one => one.type !== 'hidden' && !one.disabled && one.tabIndex >= 0
              && one.checkVisibility({visibilityProperty: true}));
      window.reached = new Set();
      window.unseen = new Set();
      document.addEventListener('focusin', event => {
        const style = getComputedStyle(event.target);
        window.reached.add(event.target);
        if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) {
          window.unseen.add(event.target);
        }
      });
      const steps = {date: 4, time: 4};
      return '' + (5 + 20 * document.querySelectorAll('iframe').length
          + window.wanted.reduce((sum, one) => sum + (steps[one.type] || 1), 0));
      """;

  /** Of choices that exclude each other one is reached, and the arrow keys do the rest. */
  private static final String WATCHED =
      """
      const name = one => one.tagName.toLowerCase() + (one.name ? '[name=' + one.name + ']' : '')
          + ' "' + said(one).slice(0, 40) + '"';
      const together = (one, other) => one === other || (one.type === 'radio'
          && other.type === 'radio' && one.name === other.name && one.form === other.form);
      const missed = window.wanted.filter(one =>
          ![...window.reached].some(other => together(one, other)));
      return missed.map(one => 'Tab does not reach ' + name(one))
          .concat([...window.unseen].filter(one => one.tagName !== 'IFRAME')
              .map(one => 'focus is not seen on ' + name(one)))
          .join('\\n');
      """;

  private static final String TOO_WIDE =
      """
      const wide = document.documentElement.scrollWidth;
      return wide <= innerWidth ? '' : 'is ' + wide + ' wide: ' + [...document.querySelectorAll('*')]
          .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
          .slice(0, 3).map(one => one.tagName + '.' + one.className).join(' ');
      """;

  private final Screens screens = new Screens();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> lesser = new ArrayList<>();
  private Chromium chromium;

  @Test
  void everyPageIsForEverybody() throws Exception {
    try (WebServer server = TestServer.start(screens.box, InstantSource.system());
        Chromium opened = new Chromium("en")) {
      chromium = opened.bring(axe());
      screens.walk(server, this::examine);
    } finally {
      Files.createDirectories(Path.of("target"));
      Files.write(Path.of("target", "axe.txt"), lesser);
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static String axe() throws IOException {
    try (InputStream in = AxeTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void examine(Browser visitor, List<Screens.Screen> pages) throws IOException {
    chromium.become(visitor.base, visitor.cookies);
    for (Screens.Screen page : pages) {
      if (page.name().startsWith(ONLY)) {
        examine(visitor.base, page, "it", 360);
        examine(visitor.base, page, "en", 1280);
      }
    }
  }

  private void examine(String base, Screens.Screen page, String language, int width)
      throws IOException {
    page.show(chromium.speak(language).look(width, "light"), base);
    String where = page.name() + " " + language + " " + width;
    note(where, chromium.askAndWait(RENEW));
    chromium.ask(UNFOLD);
    note(where, chromium.ask(TOO_WIDE));
    for (String scheme : List.of("light", "dark")) {
      chromium.look(width, scheme);
      sort(where + " " + scheme, chromium.askAndWait(FIND));
    }
    chromium.tab(Integer.parseInt(chromium.ask(WATCH)));
    note(where, chromium.ask(WATCHED));
    listen(where, base, page);
  }

  private void note(String where, String findings) {
    findings.lines().forEach(one -> wrong.add(where + ": " + one));
  }

  private void sort(String where, String findings) {
    for (String one : findings.lines().toList()) {
      boolean fails = FAILURES.contains(one.split(" ", 2)[0]);
      (fails ? wrong : lesser).add(where + ": " + one);
    }
  }

  /** That a page which is to be missing is missing is no trouble. */
  private void listen(String where, String base, Screens.Screen page) {
    chromium.troubles().stream()
        .filter(
            one -> !(one.contains("Failed to load resource") && one.contains(base + page.path())))
        .forEach(one -> wrong.add(where + ": " + one));
    chromium.requests().stream()
        .filter(one -> !one.startsWith(base + "/") && !one.startsWith("data:"))
        .forEach(one -> wrong.add(where + ": asks for " + one));
  }
}
