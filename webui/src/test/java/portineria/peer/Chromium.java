package portineria.peer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Debian's Chromium without a window, driven by Playwright and used as a person does: it sees
 * words, fills fields by their labels and clicks what the page offers, where nothing lies over it.
 * One thread.
 *
 * <p>It takes the box's certificate without asking, as somebody does who has clicked the warning
 * away.
 */
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final int SECONDS = 60;
  private static final int HEIGHT = 900;

  /** What every page gets, to find things by their words. */
  private static final String EYES =
      """
      const said = e => (e.innerText || e.value || '').replace(/\\s+/g, ' ').trim();
      const seen = e => e.getClientRects().length > 0;
      const found = (what, all, text) => {
        const them = [...document.querySelectorAll(all)].filter(seen);
        const one = them.find(e => said(e) === text) || them.find(e => said(e).startsWith(text));
        if (!one) throw new Error('no ' + what + ' "' + text + '" among ' + them.map(said));
        return one;
      };
      """;

  private final Playwright playwright;
  private final BrowserContext context;
  private final Page page;
  private final List<String> troubles = new ArrayList<>();
  private final List<String> askedFor = new ArrayList<>();

  /**
   * Starts one.
   *
   * @param language as in {@code Accept-Language}
   */
  public Chromium(String language) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      Browser browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(PROGRAM)
                      .setChromiumSandbox(false));
      context = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
      speak(language);
      context.setDefaultTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
      page = context.newPage();
      page.onRequest(request -> askedFor.add(request.url()));
      page.onPageError(troubles::add);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              troubles.add(message.location() + " " + said(message));
            }
          });
    } catch (RuntimeException failed) {
      playwright.close();
      throw failed;
    }
  }

  /** Of an event, which Playwright only calls so, what has sent it. */
  private static String said(ConsoleMessage message) {
    if (!message.text().equals("Event")) {
      return message.text();
    }
    try {
      return String.valueOf(
          message.args().getFirst().evaluate("one => one.type + ' of ' + one.target"));
    } catch (PlaywrightException left) {
      return message.text();
    }
  }

  private static List<String> taken(List<String> from) {
    List<String> all = List.copyOf(from);
    from.clear();
    return all;
  }

  /** What a script gives, as text; while a page goes away there is no answer, and it asks again. */
  public String ask(String script) throws IOException {
    return answer("() => { " + EYES + script + " }");
  }

  /** The same of a script that waits. */
  public String askAndWait(String script) throws IOException {
    return answer("async () => { " + script + " }");
  }

  private String answer(String script) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      try {
        return String.valueOf(page.evaluate(script));
      } catch (PlaywrightException failed) {
        requireLeft(failed);
      }
    }
    throw new IOException("the page does not answer");
  }

  /** Throws unless nothing but this has happened: the page went away meanwhile. */
  private static void requireLeft(PlaywrightException failed) {
    String why = failed.getMessage();
    if (!why.contains("context was destroyed") && !why.contains("navigat")) {
      throw new AssertionError(why, failed);
    }
  }

  /** Does something by which the page goes away, and waits for the next one. */
  private void leave(Runnable way) throws IOException {
    ask("window.beforeLeaving = true; return '';");
    way.run();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!ask("return window.beforeLeaving ? '' : document.readyState;").equals("complete")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the page stays\n" + text());
      }
    }
  }

  /** Does something with the element that {@code what} gives. */
  private void use(String what, Consumer<ElementHandle> how) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    boolean done = false;
    while (!done) {
      try {
        how.accept(page.evaluateHandle("() => { " + EYES + " return " + what + "; }").asElement());
        done = true;
      } catch (PlaywrightException failed) {
        // A part of the page that renews itself has just put another one in its place.
        if (!failed.getMessage().contains("not attached") || System.nanoTime() > end) {
          throw new AssertionError(failed.getMessage(), failed);
        }
      }
    }
  }

  private void clickOn(String what) {
    use(what, ElementHandle::click);
  }

  /** A string of JavaScript. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.chars()
        .forEach(
            one -> {
              if (one < 0x20 || one == '"' || one == '\\' || one > 0x7e) {
                out.append(String.format("\\u%04x", one));
              } else {
                out.append((char) one);
              }
            });
    return out.append('"').toString();
  }

  public Chromium open(String address) {
    page.navigate(address);
    return this;
  }

  /** All words of the page, as a person sees them. */
  public String text() throws IOException {
    return ask("return document.body.innerText;");
  }

  /** Where it is, without the host. */
  public String path() throws IOException {
    return ask("return location.pathname;");
  }

  /** Clicks the button or link with these words, and waits for the page behind it. */
  public Chromium click(String words) throws IOException {
    String wanted = "found('button or link', 'a, button, summary', " + quoted(words) + ")";
    leave(() -> clickOn(wanted));
    return this;
  }

  /** Shows what is folded away behind these words. */
  public Chromium unfold(String words) {
    clickOn("found('something to unfold', 'summary', " + quoted(words) + ")");
    return this;
  }

  /** Presses the button with these words, where a link has the same. */
  public Chromium press(String words) throws IOException {
    leave(() -> clickOn("found('button', 'button', " + quoted(words) + ")"));
    return this;
  }

  /** Fills the field with this label; of a list it takes the entry with these words. */
  public Chromium fill(String label, String text) throws IOException {
    String field = "found('field', 'label', " + quoted(label) + ").control";
    if (ask("return " + field + ".tagName;").equals("SELECT")) {
      String wanted = entry(field, text);
      use(field, list -> list.selectOption(wanted));
    } else {
      use(field, one -> one.fill(text));
    }
    return this;
  }

  /** The value of the entry of a list that begins with these words. */
  private String entry(String field, String text) throws IOException {
    return ask(
        "const entry = [...%1$s.options].find(one => one.text.trim().startsWith(%2$s));"
                .formatted(field, quoted(text))
            + " if (!entry) throw new Error('not in the list'); return entry.value;");
  }

  /** Ticks the box, or chooses what has this label. */
  public Chromium choose(String label) {
    clickOn("found('choice', 'label', " + quoted(label) + ").control");
    return this;
  }

  /** What stands in the first element that a selector finds. */
  public String read(String selector) throws IOException {
    return ask("return document.querySelector(" + quoted(selector) + ").textContent.trim();");
  }

  /** From now on it asks for pages in this language. */
  public Chromium speak(String language) {
    context.setExtraHTTPHeaders(Map.of("Accept-Language", language));
    return this;
  }

  /** From now on it is somebody else: who has these cookies, and no others. */
  public Chromium become(String address, Map<String, String> cookies) {
    context.clearCookies();
    cookies.forEach(
        (name, value) ->
            context.addCookies(
                List.of(
                    new Cookie(name, value)
                        .setUrl(address)
                        .setSecure(true)
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.STRICT))));
    return this;
  }

  /** Every page from now on gets this script first, whatever its own policy says. */
  public Chromium bring(String script) {
    page.addInitScript(script);
    return this;
  }

  /**
   * Looks at the page at that width.
   *
   * @param scheme {@code light} or {@code dark}, as the person prefers
   */
  public Chromium look(int width, String scheme) {
    page.setViewportSize(width, HEIGHT);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(ColorScheme.valueOf(scheme.toUpperCase(Locale.ROOT))));
    return this;
  }

  /** Presses the Tab key so many times. */
  public Chromium tab(int times) {
    for (int i = 0; i < times; i++) {
      page.keyboard().press("Tab");
    }
    return this;
  }

  /**
   * What the browser has complained of since it was last asked: what a page's policy forbids,
   * errors of scripts, what was not found. As it says it, with the address before it.
   */
  public List<String> troubles() {
    return taken(troubles);
  }

  /** The addresses that the pages asked for since the last time. */
  public List<String> requests() {
    return taken(askedFor);
  }

  /** A picture of the whole page at that width. */
  public Chromium picture(int width, Path file) {
    page.setViewportSize(width, HEIGHT);
    page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
    return this;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
