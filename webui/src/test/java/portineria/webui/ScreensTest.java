package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.webui.Overview.Action;
import portineria.webui.Overview.Concern;
import portineria.webui.Overview.Urgency;

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

  /** Name, path, and the height that holds it at 360 px. */
  private record Screen(String name, String path, int height) {}

  private static final List<Screen> OPEN =
      List.of(
          new Screen("setup", "/", 2900),
          new Screen("login", "/login", 900),
          new Screen("login-admin", "/login/admin", 900),
          new Screen("first", "/first", 1000));

  private static final List<Screen> ADMIN =
      List.of(
          new Screen("today", "/today", 2300),
          new Screen("sources", "/sources", 1100),
          new Screen("source", "/sources/maria-hoster", 2400),
          new Screen("add-source", "/add-source", 1900),
          new Screen("accounts", "/accounts", 1700),
          new Screen("account", "/accounts/maria", 3900),
          new Screen("sheet", "/accounts/maria/sheet?device=telefono", 1100),
          new Screen(
              "sheet-outlook", "/accounts/maria/sheet?device=PC%20nuovo&program=OUTLOOK", 3300),
          new Screen(
              "sheet-new-outlook",
              "/accounts/maria/sheet?device=telefono&program=NEW_OUTLOOK",
              1500),
          new Screen("vault", "/vault", 1900),
          new Screen("vault-search", "/vault/search?account=maria&words=", 2500),
          new Screen("vault-mail", "/vault/mail/maria/" + FakeMail.id('a'), 2000),
          new Screen(
              "vault-mail-text", "/vault/mail/maria/" + FakeMail.id('a') + "?view=text", 1500),
          new Screen("vault-keep", "/vault/keep", 3600),
          new Screen("vault-rights", "/vault/rights", 2300),
          new Screen("vault-rights-found", "/vault/rights/found", 2700),
          new Screen("vault-rights-report", "/vault/rights/report/erasure-1.txt", 900),
          new Screen("vault-chain", "/vault/chain", 2300),
          new Screen("backup", "/backup", 3200),
          new Screen("words", "/backup/words", 900),
          new Screen("box", "/box", 4200),
          new Screen("message", "/accounts/nobody", 700));

  private static final List<Screen> START =
      List.of(
          new Screen("sending", "/sources/maria-hoster/sending", 1300),
          new Screen(
              "add-source-filled", "/add-source?address=info@hoster.example&account=maria", 2600),
          new Screen(
              "sheet-iphone", "/accounts/maria/sheet?device=PC%20nuovo&program=IPHONE", 3600),
          new Screen(
              "sheet-thunderbird",
              "/accounts/maria/sheet?device=PC%20nuovo&program=THUNDERBIRD",
              3400),
          new Screen("start-names", "/start/names", 1300),
          new Screen("start-accounts", "/start/accounts", 2300),
          new Screen("start-sources", "/start/sources?address=info@hoster.example", 2700),
          new Screen("start-import", "/start/import", 1300),
          new Screen("start-recovery", "/start/recovery", 1500),
          new Screen("start-backup", "/start/backup", 2400),
          new Screen("start-programs", "/start/programs", 1400),
          new Screen("start-tidy", "/start/tidy", 1400));

  private static final List<Screen> FRESH =
      List.of(
          new Screen("first-new", "/first", 1500),
          new Screen("first-restore", "/first/restore", 1700));

  private static final List<Screen> USER =
      List.of(
          new Screen("own", "/me", 4200),
          new Screen("own-deleted", "/me/deleted", 1300),
          new Screen("own-search", "/me/search?words=tetto", 1700),
          new Screen("own-mail", "/me/mail/" + FakeMail.id('a'), 1900),
          new Screen("own-looks", "/me/looks", 900));

  /** Only those whose names match; all without it. */
  private static final String ONLY = System.getProperty("screens", ".*");

  @TempDir private Path temp;
  private final FakeAppliance box = new FakeAppliance();
  private final Path folder = Path.of("target", "screens");
  private final List<String> complaints = new ArrayList<>();

  @Test
  void everyPageIsDrawn() throws Exception {
    fill();
    Files.createDirectories(folder);
    try (WebServer server = TestServer.start(box, InstantSource.system())) {
      try (Browser clear = new Browser("http://localhost:" + server.httpPort().getAsInt())) {
        draw(clear, List.of(new Screen("setup-clear", "/", 3600)));
      }
      try (Browser nobody = Browser.of(server)) {
        box.adminPassword = Optional.empty();
        draw(nobody, OPEN.subList(3, 4));
        box.blank = true;
        draw(nobody, FRESH);
        box.blank = false;
        box.adminPassword = Optional.of(FakeAppliance.ADMIN_PASSWORD);
        draw(nobody, OPEN.subList(0, 3));
      }
      try (Browser admin = Browser.of(server).asAdmin()) {
        admin.post("/accounts/maria/devices", "label", "PC nuovo");
        admin.post("/vault/rights", "addresses", "mario@rossi.example", "reason", "richiesta");
        admin.post("/vault/look", "account", "maria", "reason", "Maria ha chiesto per telefono");
        draw(admin, ADMIN);
        box.step = Optional.of(StartBook.Step.TIDY);
        box.names = new StartBook.Names("Studio Rossi", "archivio");
        draw(admin, START);
      }
      try (Browser maria = Browser.of(server).asUser()) {
        draw(maria, USER);
      }
    }
    assertEquals(List.of(), complaints);
  }

  /** With something of everything. */
  private void fill() {
    box.concerns =
        List.of(
            new Concern(
                Urgency.NOW,
                Sentence.of(
                    "Source maria-hoster: another program deletes messages from this mailbox, last"
                        + " seen 2026-11-27 09:12: find out which and stop it, or mail will be"
                        + " missing here",
                    "Casella maria-hoster: un altro programma cancella messaggi da questa casella,"
                        + " visto l'ultima volta il 2026-11-27 09:12: scoprire quale e fermarlo, o"
                        + " qui mancherà della posta"),
                Optional.of(new Action.Source("maria-hoster"))),
            FakeAppliance.need(
                "The backup to usb failed on 2026-11-26 21:00: the target usb (disk BACKUP) is"
                    + " full: delete something from it, or add a larger one",
                new Action.Backup()),
            new Concern(
                Urgency.NONE, Sentence.english("41.0 GB free on the disk."), Optional.empty()));
    box.fetching = Optional.of(new SourceBook.Going(120, 800, 3_100_000));
    box.backupGoing =
        Optional.of(
            new BackupBook.Going(
                "usb", Sentence.of("reading back: volume 7", "rilettura: volume 7"), true));
    box.targets.add(
        new BackupBook.Target(
            "usb",
            BackupBook.Kind.DISK,
            "BACKUP",
            true,
            List.of(
                new BackupBook.Run(
                    FakeAppliance.NOW.minus(Duration.ofHours(12)),
                    Duration.ofSeconds(31),
                    BackupBook.End.FAILED,
                    0,
                    0,
                    Sentence.of(
                        "usb (BACKUP) is full: make room on it",
                        "usb (BACKUP) è pieno: fare spazio")),
                new BackupBook.Run(
                    FakeAppliance.NOW.minus(Duration.ofDays(1)),
                    Duration.ofMinutes(4),
                    BackupBook.End.GREEN,
                    21_000_000,
                    8_300_000_000L,
                    Sentence.of(
                        "48120 messages; the index and 3 volumes read back and compared",
                        "48120 messaggi; riletti e confrontati l'indice e 3 volumi")))));
    box.targets.add(
        new BackupBook.Target("nas", BackupBook.Kind.FOLDER, "/mnt/nas/backup", false, List.of()));
    box.decisions.put(
        "maria",
        new AccountBook.Decision(
            AccountBook.Kind.PERSONAL, 18, AccountBook.Unit.MONTHS, "told on 3 May"));
    box.states.put("info", AccountBook.State.DISABLED);
    fillVault();
  }

  private void fillVault() {
    box.vault.filled();
    box.vault.removals.add(
        FakeVault.removal(
            "4.d",
            "maria",
            "PC di Maria",
            80,
            false,
            FakeVault.part("Clienti", 4),
            FakeVault.part("Clienti/Bianchi S.p.A. - corrispondenza e offerte 2024-2026", 12),
            FakeVault.part("Fornitori", 3)));
    box.mail.filled();
    box.mail.looks.add(
        new MailBook.Look(
            FakeAppliance.NOW,
            "admin",
            VaultBook.Way.PAGES,
            MailBook.Looking.OPENED,
            Optional.of(FakeMail.id('a')),
            "Maria ha chiesto per telefono di ritrovare l'offerta"));
    box.mail.looks.add(
        new MailBook.Look(
            FakeAppliance.NOW.minus(Duration.ofDays(2)),
            "root",
            VaultBook.Way.COMMAND,
            MailBook.Looking.EXPORTED,
            Optional.empty(),
            ""));
    box.keep.holds.add(
        new KeepBook.Hold(
            "rossi-2026",
            Optional.of("maria"),
            Optional.of("@rossi.example"),
            Optional.empty(),
            Optional.of(java.time.LocalDate.of(2025, 1, 1)),
            Optional.empty(),
            "causa 12/2026",
            FakeAppliance.NOW));
    box.keep.leavers.add(
        new KeepBook.Leaver(
            "info", java.time.LocalDate.of(2027, 3, 31), Optional.of("maria"), "pensione"));
    box.keep.entries.add(FakeKeep.entry(1, "account-added", "admin", Map.of()));
    box.keep.entries.add(
        FakeKeep.entry(
            2,
            "mail-read",
            "admin",
            Map.of("account", "maria", "detail", "message " + FakeMail.id('a'))));
    box.keep.entries.add(FakeKeep.entry(3, "mail-swept", "", Map.of("messages", "12")));
  }

  private void draw(Browser browser, List<Screen> screens) throws Exception {
    HttpServer door =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext("/", exchange -> relay(browser, exchange));
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      door.setExecutor(one);
      door.start();
      for (Screen screen : wanted(screens)) {
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

  private static List<Screen> wanted(List<Screen> screens) {
    return screens.stream().filter(screen -> screen.name().matches(ONLY)).toList();
  }

  private static void relay(Browser browser, HttpExchange exchange) throws IOException {
    try {
      HttpResponse<String> answer = browser.get(exchange.getRequestURI().toString());
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

  private void picture(int port, Screen screen, String language, int width) throws Exception {
    Path file =
        folder.resolve(screen.name() + "-" + language + "-" + width + ".png").toAbsolutePath();
    Files.deleteIfExists(file);
    int height = width < 1000 ? screen.height() : Math.max(900, screen.height() * 6 / 10);
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
                "--window-size=" + width + "," + height,
                "--screenshot=" + file,
                "http://127.0.0.1:" + port + screen.path())
            .redirectErrorStream(true)
            .start();
    try (InputStream said = chromium.getInputStream()) {
      new String(said.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("CONSOLE"))
          .forEach(line -> complaints.add(screen.name() + ": " + line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertTrue(chromium.waitFor(60, TimeUnit.SECONDS), "chromium does not end");
    assertTrue(Files.size(file) > 5_000, file.toString());
  }
}
