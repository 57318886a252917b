package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.cli.Busy;
import portineria.cli.Cli;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Arrivals.Arrival;
import portineria.store.MessageId;
import portineria.store.Store;
import portineria.webui.Visitor;

/** The whole box in this process, with the demo's mail. */
@Timeout(120)
class RunningBoxTest {
  @TempDir Path data;

  private RecordingConsole command(String line) {
    RecordingConsole console = new RecordingConsole();
    int exitCode = run(line, console);
    assertEquals(0, exitCode, () -> line + ": " + console.text());
    return console;
  }

  /** Whatever it is of the machine that needs a person: a clock that nobody has set, or heat. */
  private String status() {
    RecordingConsole console = new RecordingConsole();
    int exitCode = run("status", console);
    assertTrue(exitCode <= 1, console.text());
    return console.text();
  }

  private int run(String line, RecordingConsole console) {
    List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
    words.addAll(List.of("--data", data.toString()));
    return new Cli(new Main(), prompt -> Optional.empty(), console).run(words);
  }

  @Test
  void itBeginsAnewWhenThePageSaysSo() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.running.appliance().upkeep(Visitor.admin("")).restart();
      box.running.awaitShutDown();
      assertEquals(Optional.of("beginning anew"), box.running.beginsAnew());
      assertEquals(0, box.running.exitCode());
    }
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.running.appliance().upkeep(Visitor.admin("")).shutDown();
      box.running.awaitShutDown();
      assertEquals(Optional.empty(), box.running.beginsAnew());
      assertEquals(Ending.POWER_OFF, box.running.exitCode());
    }
  }

  @Test
  void theDemosMailArrivesAndIsServed() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.demo(data);
      assertTrue(command("fetch").text().startsWith("provider: "));
      try (LineClient imap = new LineClient(box.port("imap"))) {
        imap.line();
        imap.ask("a1 LOGIN demo portineria", "a1 OK");
        assertTrue(imap.ask("a2 SELECT INBOX", "a2 OK").contains("* 22 EXISTS"));
        String subjects = imap.ask("a3 FETCH 1:* (ENVELOPE)", "a3 OK");
        assertTrue(subjects.contains("Office move: which Saturday?"), subjects);
      }
      String status = status();
      assertTrue(status.contains("Portineria runs."), status);
      assertTrue(status.contains("22 messages in mailboxes"), status);
    }
  }

  @Test
  void mailIsFoundBeforeAndAfterItIsIndexed() throws Exception {
    String atOnce;
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.demo(data);
      command("fetch");
      atOnce = search(box);
      assertTrue(atOnce.matches("(?s)[*] SEARCH [0-9]+\na3 OK.*"), atOnce);
      assertEquals("the search index is made anew", command("reindex").text());
      assertEquals(atOnce, search(box));
      assertTrue(status().contains("22 messages"));
    }
    assertTrue(Files.size(data.resolve("search.db")) > 22 * 1000);
    assertEquals("the search index is made anew", command("reindex").text());
    try (BoxAtWork box = new BoxAtWork(data)) {
      assertEquals(atOnce, search(box));
    }
  }

  /** What a program hears that looks for a few things. */
  private static String search(BoxAtWork box) throws Exception {
    try (LineClient imap = new LineClient(box.port("imap"))) {
      imap.line();
      imap.ask("a1 LOGIN demo portineria", "a1 OK");
      imap.ask("a2 SELECT INBOX", "a2 OK");
      StringBuilder heard = new StringBuilder();
      for (String key :
          List.of(
              "SUBJECT \"giovedi: si comincia PIU\"",
              "TEXT saturday NOT FROM nobody",
              "BODY a",
              "CHARSET UTF-8 TO studio")) {
        heard.append(imap.ask("a3 SEARCH " + key, "a3 OK"));
      }
      return heard.toString();
    }
  }

  @Test
  void whatIsFetchedIsReadAheadOfWhoAsksForIt() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.demo(data);
      command("fetch");
      Store store = box.running.box().store();
      Account demo = store.account("demo", new Actor("", "test")).orElseThrow();
      List<MessageId> all =
          store.arrivals().after(new MessageId(0), 100).stream().map(Arrival::message).toList();
      assertEquals(22, all.size());
      while (!demo.summaries().load(all).stream().allMatch(Optional::isPresent)) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void startedAgainTheDemoGoesOn() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.demo(data);
      command("fetch");
    }
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.demo(data);
      assertEquals("provider: 0 new messages, 0 B", command("fetch").text());
      assertTrue(status().contains("22 messages in mailboxes"));
    }
    assertEquals("all is well", command("verify").text());
    Path export = data.resolve("export");
    assertEquals(
        "22 messages of demo are in " + export + ", 35.1 kB",
        command("export demo " + export + " --format eml").text());
  }

  @Test
  void aDeviceLogsInOverTlsThatTheBoxsAuthorityVouchesFor() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      Path password = Files.writeString(data.resolve("password"), "s3cret");
      command("user add maria --password-file " + password);
      String device = command("device add maria phone").text();
      SSLContext trust = trust(caPem(box));
      try (LineClient pop3 = new LineClient(box.port("pop3s"), trust.getSocketFactory())) {
        pop3.line();
        pop3.ask("USER maria", "+OK");
        pop3.ask("PASS " + device, "+OK");
        pop3.ask("QUIT", "+OK");
      }
      try (LineClient imap = new LineClient(box.port("imaps"), trust.getSocketFactory())) {
        imap.line();
        imap.ask("a1 LOGIN maria s3cret", "a1 OK");
        command("device revoke maria phone");
        imap.ask("a2 LOGOUT", "a2 OK");
      }
      try (LineClient imap = new LineClient(box.port("imaps"), trust.getSocketFactory())) {
        imap.line();
        imap.ask("a1 LOGIN maria " + device, "a1 NO [AUTHENTICATIONFAILED]");
      }
    }
  }

  private static String caPem(BoxAtWork box) throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + box.port("http") + "/ca.crt");
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static SSLContext trust(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void thePageIsServedWithTlsAndNamesTheDoors() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data);
        HttpClient browser = HttpClient.newBuilder().sslContext(trust(caPem(box))).build()) {
      // A new box leads to its first start.
      Path password = Files.writeString(data.resolve("password"), "s3cret");
      command("user add maria --password-file " + password);
      URI uri = URI.create("https://localhost:" + box.port("https") + "/");
      HttpRequest request = HttpRequest.newBuilder(uri).header("Accept-Language", "it").build();
      String page = browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
      assertTrue(page.contains("<dd>" + box.port("imaps") + "</dd>"), page);
      assertTrue(page.contains(box.running.appliance().caFingerprint()), page);
    }
  }

  @Test
  void twoBoxesCanNotHaveTheSameData() throws Exception {
    try (BoxAtWork box = new BoxAtWork(data)) {
      Busy busy = assertThrows(Busy.class, () -> new BoxAtWork(data).close());
      assertTrue(busy.getMessage().contains(data.toString()), busy.getMessage());
      assertTrue(command("user list").lines().isEmpty(), "the first one still serves");
      assertTrue(box.port("imap") > 0);
    }
  }

  @Test
  void whatWasOpenedIsClosedWhenALaterDoorCanNotBeHad() throws Exception {
    try (BoxAtWork other = new BoxAtWork(data.resolve("other"))) {
      RecordingConsole console = new RecordingConsole();
      int exitCode =
          new Cli(new Main(), prompt -> Optional.empty(), console)
              .run(
                  List.of(
                          "run --listen 127.0.0.1 --imap 0 --imaps 0 --pop3s 0 --http 0 --https 0",
                          "--pop3 " + other.port("pop3"),
                          "--data " + data)
                      .stream()
                      .flatMap(part -> Arrays.stream(part.split(" ")))
                      .toList());
      assertEquals(1, exitCode, console.text());
      assertEquals(1, console.lines().size(), console.text());
      assertTrue(console.text().contains("" + other.port("pop3")), console.text());
    }
    command("user list");
    try (BoxAtWork again = new BoxAtWork(data)) {
      assertTrue(again.port("pop3") > 0);
    }
  }

  @Test
  void aDoorThatDoesNotOpenIsSaidInOneLineThatNamesItsOption() throws Exception {
    try (BoxAtWork other = new BoxAtWork(data.resolve("other"))) {
      for (String door : List.of("imap", "imaps", "pop3", "pop3s", "http", "https")) {
        int port = other.port(door);
        assertEquals(
            "portineria: the door "
                + door
                + " does not open: another program has the port "
                + port
                + " of 127.0.0.1; end that, name another port with --"
                + door
                + " N, or open no such door with 0",
            refused("127.0.0.1", door, port));
      }
    }
    String none = " does not open: this machine has no address 192.0.2.1; name one of its own";
    assertTrue(refused("192.0.2.1", "imap", 1143).contains("the door imap" + none));
    assertTrue(refused("192.0.2.1", "http", 8080).contains("the door http" + none));
  }

  /** The only line of a box with one door alone. */
  private String refused(String listen, String door, int port) {
    List<String> words =
        new ArrayList<>(List.of("run", "--listen", listen, "--data", data.toString()));
    for (String each : List.of("imap", "imaps", "pop3", "pop3s", "http", "https")) {
      words.addAll(List.of("--" + each, each.equals(door) ? "" + port : "0"));
    }
    RecordingConsole console = new RecordingConsole();
    PrintStream usual = System.out;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      assertEquals(1, new Cli(new Main(), prompt -> Optional.empty(), console).run(words));
    } finally {
      System.setOut(usual);
    }
    String logged = log.toString(StandardCharsets.UTF_8);
    assertFalse(logged.matches("(?s).*( ERROR | WARN |\tat ).*"), logged);
    assertEquals(1, console.lines().size(), console.text());
    return console.lines().getFirst().replaceFirst("err: ", "");
  }
}
