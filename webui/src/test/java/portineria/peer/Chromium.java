package portineria.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's Chromium without a window, used as a person does: it sees words, fills fields by their
 * labels and clicks what the page offers. Told by the DevTools protocol. One thread.
 *
 * <p>It takes the box's certificate without asking, as somebody does who has clicked the warning
 * away.
 */
public final class Chromium implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium");
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/");
  private static final Pattern PAGE =
      Pattern.compile(
          "\"type\": \"page\",.*?\"webSocketDebuggerUrl\": \"(ws://[^\"]+)\"", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");
  private static final Pattern VALUE =
      Pattern.compile("\"type\":\"string\",\"value\":\"([^\"]*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([A-Za-z0-9+/=]+)\"");
  private static final Pattern ASKED_FOR = Pattern.compile("\"request\":\\{\"url\":\"([^\"]+)\"");
  private static final Pattern TROUBLE =
      Pattern.compile(
          "^\\{\"method\":\"(?:Runtime\\.exceptionThrown\"|Runtime\\.consoleAPICalled\".*\"type\":\"error\""
              + "|Log\\.entryAdded\".*\"level\":\"error\""
              + "|Audits\\.issueAdded\".*ContentSecurityPolicyIssue)",
          Pattern.DOTALL);
  private static final int TROUBLE_LENGTH_MAX = 600;
  private static final int SECONDS = 60;

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

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> askedFor = new ConcurrentLinkedQueue<>();

  /**
   * Starts one.
   *
   * @param profile a folder of its own
   * @param language as in {@code Accept-Language}
   */
  public Chromium(Path profile, String language) throws IOException {
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--ignore-certificate-errors",
                "--accept-lang=" + language,
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    try {
      socket = connect(address());
      tell("Page.enable", "{}");
      for (String room : List.of("Network", "Log", "Runtime", "Audits")) {
        tell(room + ".enable", "{}");
      }
      speak(language);
    } catch (IOException | RuntimeException failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  private String address() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher found = LISTENING.matcher(line);
      if (found.find()) {
        Thread.startVirtualThread(() -> drain(lines));
        return found.group(1);
      }
    }
    throw new IOException("Chromium did not start");
  }

  /** So that it never waits for somebody to hear its complaints. */
  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {}
    } catch (IOException closed) {
      // It has ended.
    }
  }

  private WebSocket connect(String address) throws IOException {
    try {
      while (true) {
        HttpRequest list =
            HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build();
        String targets = client.send(list, HttpResponse.BodyHandlers.ofString()).body();
        Matcher page = PAGE.matcher(targets);
        if (page.find()) {
          return client
              .newWebSocketBuilder()
              .buildAsync(URI.create(page.group(1)), new Ear())
              .get(SECONDS, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IOException(failed);
    }
  }

  /** Hears the answers. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        Matcher id = ID.matcher(whole);
        if (id.find()) {
          waiting.remove(Integer.parseInt(id.group(1))).complete(whole);
        } else {
          hear(whole);
        }
      }
      from.request(1);
      return null;
    }
  }

  /** What the browser says unasked: the requests of the pages, and what it complains of. */
  private void hear(String event) {
    if (event.startsWith("{\"method\":\"Network.requestWillBeSent\"")) {
      Matcher url = ASKED_FOR.matcher(event);
      if (url.find()) {
        askedFor.add(url.group(1));
      }
    } else if (TROUBLE.matcher(event).find()) {
      troubles.add(event.substring(0, Math.min(event.length(), TROUBLE_LENGTH_MAX)));
    }
  }

  private static List<String> taken(ConcurrentLinkedQueue<String> from) {
    List<String> all = new ArrayList<>();
    for (String one = from.poll(); one != null; one = from.poll()) {
      all.add(one);
    }
    return all;
  }

  private String tell(String method, String parameters) throws IOException {
    int id = ids.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(
        "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true);
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new IOException(method, failed);
    }
  }

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

  /** What a script gives, as text; while a page goes away there is no answer, and it asks again. */
  public String ask(String script) throws IOException {
    return answer(
        "(() => { try { "
            + EYES
            + " return encodeURIComponent('+' + (() => { "
            + script
            + " })()); } catch (e) { return encodeURIComponent('-' + e.message); } })()");
  }

  /** The same of a script that waits. */
  public String askAndWait(String script) throws IOException {
    return answer(
        "(async () => { try { return encodeURIComponent('+' + await (async () => { "
            + script
            + " })()); } catch (e) { return encodeURIComponent('-' + e.message); } })()");
  }

  private String answer(String script) throws IOException {
    String parameters =
        "{\"returnByValue\":true,\"awaitPromise\":true,\"expression\":" + quoted(script) + "}";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      Matcher value = VALUE.matcher(tell("Runtime.evaluate", parameters));
      if (value.find()) {
        String text = URLDecoder.decode(value.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (text.startsWith("-")) {
          throw new AssertionError(text.substring(1) + "\n" + text());
        }
        return text.substring(1);
      }
    }
    throw new IOException("the page does not answer");
  }

  /** Does something by which the page goes away, and waits for the next one. */
  private void leave(String script) throws IOException {
    ask("window.beforeLeaving = true; " + script + " return '';");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!ask("return window.beforeLeaving ? '' : document.readyState;").equals("complete")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the page stays\n" + text());
      }
    }
  }

  public Chromium open(String address) throws IOException {
    ask("window.beforeLeaving = true; return '';");
    tell("Page.navigate", "{\"url\":" + quoted(address) + "}");
    while (!ask("return window.beforeLeaving ? '' : document.readyState;").equals("complete")) {
      Thread.onSpinWait();
    }
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
    leave("found('button or link', 'a, button, summary', " + quoted(words) + ").click();");
    return this;
  }

  /** Shows what is folded away behind these words. */
  public Chromium unfold(String words) throws IOException {
    ask("found('something to unfold', 'summary', " + quoted(words) + ").click(); return '';");
    return this;
  }

  /** Presses the button with these words, where a link has the same. */
  public Chromium press(String words) throws IOException {
    leave("found('button', 'button', " + quoted(words) + ").click();");
    return this;
  }

  /** Fills the field with this label; of a list it takes the entry with these words. */
  public Chromium fill(String label, String text) throws IOException {
    ask(
        "const field = found('field', 'label', "
            + quoted(label)
            + ").control;"
            + " if (field.tagName === 'SELECT') { const wanted = [...field.options].find(o =>"
            + " said(o).startsWith("
            + quoted(text)
            + ") || o.text.startsWith("
            + quoted(text)
            + ")); if (!wanted) throw new Error('not in the list'); field.value = wanted.value; }"
            + " else { field.value = "
            + quoted(text)
            + "; } return '';");
    return this;
  }

  /** Ticks the box, or chooses what has this label. */
  public Chromium choose(String label) throws IOException {
    ask("found('choice', 'label', " + quoted(label) + ").control.click(); return '';");
    return this;
  }

  /** What stands in the first element that a selector finds. */
  public String read(String selector) throws IOException {
    return ask("return document.querySelector(" + quoted(selector) + ").textContent.trim();");
  }

  /** From now on it asks for pages in this language. */
  public Chromium speak(String language) throws IOException {
    tell("Network.setExtraHTTPHeaders", "{\"headers\":{\"Accept-Language\":\"" + language + "\"}}");
    return this;
  }

  /** From now on it is somebody else: who has these cookies, and no others. */
  public Chromium become(String address, Map<String, String> cookies) throws IOException {
    tell("Network.clearBrowserCookies", "{}");
    for (Map.Entry<String, String> cookie : cookies.entrySet()) {
      tell(
          "Network.setCookie",
          """
          {"name":%s,"value":%s,"url":%s,"secure":true,"httpOnly":true,"sameSite":"Strict"}"""
              .formatted(quoted(cookie.getKey()), quoted(cookie.getValue()), quoted(address)));
    }
    return this;
  }

  /** Every page from now on gets this script first, whatever its own policy says. */
  public Chromium bring(String script) throws IOException {
    tell("Page.addScriptToEvaluateOnNewDocument", "{\"source\":" + quoted(script) + "}");
    return this;
  }

  /**
   * Looks at the page at that width.
   *
   * @param scheme {@code light} or {@code dark}, as the person prefers
   */
  public Chromium look(int width, String scheme) throws IOException {
    wide(width);
    tell(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    return this;
  }

  private void wide(int width) throws IOException {
    tell(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":" + width + ",\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}");
  }

  /** Presses the Tab key so many times. */
  public Chromium tab(int times) throws IOException {
    tell("Emulation.setFocusEmulationEnabled", "{\"enabled\":true}");
    for (int i = 0; i < times; i++) {
      for (String way : List.of("rawKeyDown", "keyUp")) {
        tell(
            "Input.dispatchKeyEvent",
            "{\"type\":\""
                + way
                + "\",\"key\":\"Tab\",\"code\":\"Tab\",\"windowsVirtualKeyCode\":9}");
      }
    }
    return this;
  }

  /**
   * What the browser has complained of since it was last asked: what a page's policy forbids,
   * errors of scripts, what was not found. As it says it.
   */
  public List<String> troubles() {
    return taken(troubles);
  }

  /** The addresses that the pages asked for since the last time. */
  public List<String> requests() {
    return taken(askedFor);
  }

  /** A picture of the whole page at that width. */
  public Chromium picture(int width, Path file) throws IOException {
    wide(width);
    String answer =
        tell("Page.captureScreenshot", "{\"format\":\"png\",\"captureBeyondViewport\":true}");
    Matcher data = DATA.matcher(answer);
    if (!data.find()) {
      throw new IOException("no picture");
    }
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data.group(1)));
    tell("Emulation.clearDeviceMetricsOverride", "{}");
    return this;
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
