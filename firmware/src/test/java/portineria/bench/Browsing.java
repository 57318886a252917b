package portineria.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import portineria.bench.Measured.Watch;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.TrustingAnybody;

/**
 * How long the pages take while the box has much to do: it fetches a large mailbox from a server
 * beside it as fast as it can, and many pages are open. And what these cost while nobody looks at
 * them: those that listen to a stream, and those of browsers that can't and ask by themselves.
 */
final class Browsing {
  private static final int MESSAGES = 20_000;
  private static final int QUIET_ROUNDS = 100;
  private static final String PASSWORD = "gatto lampada ponte";
  private static final int OPEN_PAGES = 50;

  /** Of one session; the box gives it no more streams than that. */
  private static final int PAGES_OF_A_BROWSER = 20;

  /** What open pages renew. */
  private static final List<String> LIVE = List.of("/today/live", "/backup/live");

  /** How often a page asks that has no stream. */
  private static final Duration LIVE_EVERY = Duration.ofSeconds(20);

  /** Three times as long as that; and twice what a silent connection would live. */
  private static final Duration WATCHED = Duration.ofSeconds(60);

  private static final List<String> PAGES =
      List.of("/today", "/sources", "/accounts", "/backup", "/vault", "/box");

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private final Path scratch;
  private final Table table;

  Browsing(Path scratch, Table table) {
    this.scratch = scratch;
    this.table = table;
  }

  void run() throws Exception {
    Path data = scratch.resolve("browsed");
    Contestants.addUser(data);
    Path password = Files.writeString(scratch.resolve("admin-password"), PASSWORD);
    say(data, "settings", "--admin-password-file", password.toString());
    try (Dovecot upstream = Dovecot.start(scratch.resolve("browsed-upstream"))) {
      for (int i = 0; i < MESSAGES; i++) {
        upstream.deliver("user", Mail.message(i));
      }
      try (Appliance box = Appliance.run(Contestants.boxFlags(), data, "--https", "auto");
          HttpClient client = client()) {
        Browser browser = new Browser(client, box.port("https"));
        browser.logIn();
        Watch watch = new Watch();
        List<Double> quiet = browser.times(QUIET_ROUNDS);
        add("a page of the administrator, of a box that rests", quiet, watch);
        OpenPages open = new OpenPages(box.pid());
        double resting = open.cores(() -> Thread.sleep(WATCHED));
        openPages("that ask each 20 s", open, resting, () -> {}, () -> ask(browser));
        try (Streams streams = new Streams(box.port("https"))) {
          openPages("with a stream", open, resting, streams::open, streams::watch);
          whileFetching(data, upstream, browser);
          streams.checkAll();
        }
      }
    }
  }

  /**
   * What open pages cost by themselves: the box is at rest but for them.
   *
   * @param resting how many cores it is busy with anyway
   */
  private void openPages(String how, OpenPages open, double resting, Doing opening, Doing watching)
      throws Exception {
    Watch watch = new Watch();
    double heap = open.liveKibibytes();
    double resident = open.residentMebibytes();
    opening.run();
    double cores = open.cores(watching);
    double residentAfter = open.residentMebibytes();
    double heapAfter = open.liveKibibytes();
    String pages = OPEN_PAGES + " open pages " + how + ": they add";
    add(pages, "% of a core", 100 * (cores - resting), watch);
    add(pages + " to the live heap", "KiB", heapAfter - heap, watch);
    add(pages + " to the resident memory", "MiB", residentAfter - resident, watch);
  }

  private void add(String what, String unit, double figure, Watch watch) {
    table.add(Row.cost(what, unit), Table.OURS, watch.median(Math.max(0, figure)));
  }

  /** As pages without a stream do, spread over the time. */
  private static void ask(Browser browser) throws Exception {
    Duration pause = LIVE_EVERY.dividedBy(OPEN_PAGES);
    long end = System.nanoTime() + WATCHED.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      Browser.expect(browser.get(LIVE.get(i % LIVE.size())), 200);
      Thread.sleep(pause);
    }
  }

  /** Something that is done with the pages. */
  @FunctionalInterface
  private interface Doing {
    void run() throws Exception;
  }

  /** What the box spends meanwhile. */
  private record OpenPages(long pid) {
    /** On the average, while {@code doing} goes on. */
    double cores(Doing doing) throws Exception {
      ProcessHandle box = ProcessHandle.of(pid).orElseThrow();
      Duration before = box.info().totalCpuDuration().orElseThrow();
      long start = System.nanoTime();
      doing.run();
      Duration after = box.info().totalCpuDuration().orElseThrow();
      return (double) after.minus(before).toNanos() / (System.nanoTime() - start);
    }

    double residentMebibytes() {
      return Memory.mebibytes(pid);
    }

    /** After a collection: what is in use, and not what happens to lie about. */
    double liveKibibytes() throws Exception {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  String.valueOf(pid),
                  "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher total = TOTAL.matcher(said);
      if (jcmd.waitFor() != 0 || !total.find()) {
        throw new IOException("no histogram of the heap: " + said.lines().findFirst().orElse(""));
      }
      return Long.parseLong(total.group(1)) / 1024.0;
    }
  }

  /** Open pages of several browsers, each with a connection of its own. */
  private static final class Streams implements AutoCloseable {
    private final List<HttpClient> clients = new ArrayList<>();
    private final List<HttpResponse<InputStream>> pages = new ArrayList<>();
    private final AtomicInteger lines = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final int port;

    Streams(int port) {
      this.port = port;
    }

    void open() throws Exception {
      while (pages.size() < OPEN_PAGES) {
        clients.add(client());
        Browser browser = new Browser(clients.getLast(), port);
        browser.logIn();
        for (int i = 0; i < PAGES_OF_A_BROWSER && pages.size() < OPEN_PAGES; i++) {
          HttpResponse<InputStream> page = browser.stream(LIVE.get(i % LIVE.size()));
          pages.add(page);
          Thread.startVirtualThread(() -> read(page));
        }
      }
    }

    void watch() throws Exception {
      Thread.sleep(WATCHED);
      checkAll();
    }

    private void read(HttpResponse<InputStream> page) {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(page.body(), StandardCharsets.UTF_8))) {
        while (in.readLine() != null) {
          lines.incrementAndGet();
        }
      } catch (IOException broken) {
        // An end as any other: checkAll says so, unless it is ours.
      } finally {
        ended.incrementAndGet();
      }
    }

    /** So that nothing is measured of pages that were closed meanwhile. */
    void checkAll() throws IOException {
      Progress.say("%,d lines on %d streams", lines.get(), pages.size());
      if (ended.get() > 0) {
        throw new IOException(ended + " of " + pages.size() + " streams have ended");
      }
    }

    @Override
    public void close() {
      clients.forEach(HttpClient::shutdownNow);
    }
  }

  private void whileFetching(Path data, Dovecot upstream, Browser browser) throws Exception {
    Path password = Files.writeString(scratch.resolve("upstream-password"), Dovecot.PASSWORD);
    say(
        data,
        "source",
        "add",
        "large",
        "--account",
        Contestants.USER,
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(upstream.pop3Port()),
        "--tls",
        "none",
        "--user",
        "user",
        "--password-file",
        password.toString());
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> fetched =
        CompletableFuture.runAsync(
            () -> {
              try {
                say(data, "fetch", "large");
              } catch (Exception failed) {
                throw new IllegalStateException(failed);
              } finally {
                over.set(true);
              }
            },
            Thread::startVirtualThread);
    Watch watch = new Watch();
    List<Double> millis = new ArrayList<>();
    while (!over.get()) {
      millis.addAll(browser.times(1));
    }
    fetched.get();
    add(
        "a page of the administrator, while it fetches 20,000 messages and 50 pages have a stream",
        millis,
        watch);
  }

  private void add(String what, List<Double> millis, Watch watch) {
    double[] all = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    Progress.say("%,d pages", all.length);
    table.add(Row.cost(what + ", median", "ms"), Table.OURS, watch.median(all));
    table.add(
        Row.cost(what + ", 99 of 100", "ms"),
        Table.OURS,
        watch.median(all[(all.length - 1) * 99 / 100]));
  }

  private static void say(Path data, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    Appliance.say(line.toArray(String[]::new)).expectDone();
  }

  /** One that asks for no certificate: it is not the certificate that is measured. */
  private static HttpClient client() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingAnybody()}, null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /** Who is logged in as the administrator. */
  private static final class Browser {
    private final HttpClient client;
    private final String base;
    private String cookie = "";

    Browser(HttpClient client, int port) {
      this.client = client;
      this.base = "https://127.0.0.1:" + port;
    }

    void logIn() throws Exception {
      Matcher token = TOKEN.matcher(get("/login/admin").body());
      if (!token.find()) {
        throw new IOException("no form to log in by");
      }
      String form =
          "token=" + encoded(token.group(1)) + "&user=admin&password=" + encoded(PASSWORD);
      HttpRequest.Builder request =
          request("/login/admin")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form));
      expect(send(request), 303);
      expect(get("/today"), 200);
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How long all pages took, in milliseconds, so many times. */
    List<Double> times(int rounds) throws Exception {
      List<Double> millis = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        for (String page : PAGES) {
          long start = System.nanoTime();
          expect(get(page), 200);
          millis.add((System.nanoTime() - start) / 1e6);
        }
      }
      return millis;
    }

    HttpResponse<String> get(String path) throws Exception {
      return send(request(path).GET());
    }

    HttpResponse<InputStream> stream(String path) throws Exception {
      HttpResponse<InputStream> answer =
          client.send(
              request(path).header("Accept", "text/event-stream").build(),
              HttpResponse.BodyHandlers.ofInputStream());
      expect(answer, 200);
      return answer;
    }

    private HttpRequest.Builder request(String path) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
      return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer.headers().firstValue("set-cookie").ifPresent(one -> cookie = one.split(";", 2)[0]);
      return answer;
    }

    private static void expect(HttpResponse<?> answer, int status) throws IOException {
      if (answer.statusCode() != status) {
        throw new IOException("instead of " + status + ": " + answer.statusCode());
      }
    }
  }
}
