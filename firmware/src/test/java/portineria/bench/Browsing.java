package portineria.bench;

import java.io.IOException;
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
 * beside it as fast as it can. And what pages cost that nobody looks at.
 */
final class Browsing {
  private static final int MESSAGES = 20_000;
  private static final int QUIET_ROUNDS = 100;
  private static final String PASSWORD = "gatto lampada ponte";
  private static final int OPEN_PAGES = 50;

  /** What an open page asks for by itself. */
  private static final String LIVE = "/today/live";

  private static final Duration LIVE_EVERY = Duration.ofSeconds(20);

  private static final List<String> PAGES =
      List.of("/today", "/sources", "/accounts", "/backup", "/vault", "/box");

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
        openPages(box, browser);
        whileFetching(data, upstream, browser);
      }
    }
  }

  private void openPages(Appliance box, Browser browser) throws Exception {
    ProcessHandle process = ProcessHandle.of(box.pid()).orElseThrow();
    Watch watch = new Watch();
    Duration before = process.info().totalCpuDuration().orElseThrow();
    for (int i = 0; i < OPEN_PAGES; i++) {
      browser.get(LIVE);
    }
    Duration after = process.info().totalCpuDuration().orElseThrow();
    double cores = (double) after.minus(before).toNanos() / LIVE_EVERY.toNanos();
    table.add(
        Row.cost("50 open pages that renew themselves, each 20 s", "cores"),
        Table.OURS,
        watch.median(cores));
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
    add("the same, while it fetches 20,000 messages", millis, watch);
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

    private static void expect(HttpResponse<String> answer, int status) throws IOException {
      if (answer.statusCode() != status) {
        throw new IOException("instead of " + status + ": " + answer.statusCode());
      }
    }
  }
}
