package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.cli.RunSettings;
import portineria.peer.Appliance;
import portineria.peer.Chromium;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/**
 * A new box, by clicking what its pages offer and nothing else: from the first start to the first
 * mail read over IMAP, with Dovecot as provider; then that box is lost, and another one brings
 * everything back. Pictures of each step are left in {@code firmware/target/screens}.
 */
@Tag("long")
@Timeout(300)
class FirstStartTest {
  private static final String ADMIN = "gatto lampada ponte";
  private static final String MARIA = "cane sedia fiume";
  private static final Path SCREENS = Path.of("target", "screens").toAbsolutePath();

  @TempDir Path temp;
  private Chromium browser;
  private BoxAtWork box;
  private String picture = "";

  private void shot(String name) throws IOException {
    for (int width : List.of(360, 1280)) {
      browser.picture(width, SCREENS.resolve(picture + name + "-" + width + ".png"));
    }
    // Against the page's own policy, or a script's error. What the box refuses is an answer too.
    assertEquals(
        List.of(),
        browser.troubles().stream()
            .filter(one -> !one.contains("Failed to load resource"))
            // So htmx says that a stream has ended.
            .filter(one -> !one.contains("EventSource"))
            .toList());
  }

  private void arrives(String path) throws IOException {
    assertEquals(path, browser.path(), browser.text());
  }

  private void sees(String words) throws IOException {
    assertTrue(browser.text().contains(words), words + " is not in:\n" + browser.text());
  }

  /** Looks again, by the button for that, until the words are there. */
  private void looksUntil(String words) throws IOException {
    while (!browser.text().contains(words)) {
      browser.click("Look again how far it is");
    }
  }

  @Test
  void fromTheFirstStartToTheFirstMailAndBackFromABackup() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    List<String> words;
    try (Dovecot provider = Dovecot.start(temp.resolve("provider"))) {
      provider.deliver("info@office.example", message("The first one"));
      provider.deliver("info@office.example", message("The second one"));
      words = firstStart(provider, disk);
      assertEquals(3, provider.messages("info@office.example"), "nothing is deleted there");
    }
    comesBack(disk, words);
  }

  private static byte[] message(String subject) {
    return ("From: a@example.org\r\nSubject: " + subject + "\r\n\r\nBuongiorno\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private List<String> firstStart(Dovecot provider, Path disk) throws Exception {
    picture = "start-";
    RunSettings settings = BoxAtWork.settings(temp.resolve("data"), RunSettings.Lights.SIMULATED);
    try (BoxAtWork opened = new BoxAtWork(settings);
        Chromium chromium = new Chromium("en")) {
      box = opened;
      browser = chromium;
      box.running.begin();
      browser.open("http://localhost:" + box.port("http") + "/");
      shot("0-in-the-clear");
      browser.click("Go on to the first start");
      arrives("/first");
      shot("1-welcome");
      browser.click("Italiano");
      sees("Benvenuti");
      shot("1-welcome-it");
      browser.click("English");
      browser.fill("New password", ADMIN).fill("The same once more", ADMIN);
      browser.click("Set the password and begin");
      arrives("/start/names");
      shot("2-names");
      browser.fill("Name of the office", "Studio Rossi").fill("Name of this box", "archivio");
      browser.click("Go on");
      arrives("/start/accounts");
      browser.fill("Name of account 1", "maria").fill("Name of account 2", "info");
      browser.fill("Password of account 1", MARIA).fill("Password of account 2", MARIA);
      shot("3-accounts");
      browser.click("Add these accounts");
      sees("2 accounts are made.");
      browser.click("That is all: go on");
      arrives("/start/sources");
      source(provider, "wrong password");
      sees("it is not kept");
      sees("The provider refuses the user name or the password");
      shot("4-source-refused");
      source(provider, Dovecot.PASSWORD);
      sees("info@office.example works: 2 messages");
      shot("5-source-added");
      browser.click("That is all: go on");
      arrives("/start/import");
      looksUntil("2 messages at the provider");
      shot("6-import");
      browser.click("Go on");
      List<String> words = recovery();
      browser.fill("A name for it", "usb").choose("A folder of this box");
      browser.fill("Where it is", disk.toString());
      shot("8-backup");
      browser.click("Add it and make the first backup");
      waits();
      looksUntil("Last backup that can be restored");
      shot("8-backup-made");
      browser.click("Go on");
      arrives("/start/programs");
      shot("9-programs");
      String password = device();
      readMail(password);
      browser.click("← First start");
      arrives("/start/programs");
      browser.click("Today");
      browser.click("Go on with it");
      arrives("/start/programs");
      browser.click("Go on");
      arrives("/start/tidy");
      browser.choose("info@office.example");
      shot("11-tidy");
      browser.click("Save, and finish");
      arrives("/today");
      sees("The first start is done");
      assertTrue(
          box.running.box().store().sources().all().getFirst().keep().toString().contains("30"));
      fetchNow(provider);
      mailboxPutBack();
      backUpByTheButton();
      return words;
    }
  }

  private void fetchNow(Dovecot provider) throws Exception {
    provider.deliver("info@office.example", message("The third one"));
    browser.click("Today");
    browser.click("Fetch now");
    arrives("/today");
    while (!inbox().contains("The third one")) {
      browser.open("https://localhost:" + box.port("https") + "/today");
    }
    shot("12-fetched");
  }

  private String inbox() throws IOException {
    try (ImapClient imap = new ImapClient(box.port("imap")).login("info", MARIA)) {
      imap.expectOk("SELECT INBOX");
      return imap.command("FETCH 1:* (ENVELOPE)").untagged().toString();
    }
  }

  private void mailboxPutBack() throws IOException {
    try (ImapClient imap = new ImapClient(box.port("imap")).login("info", MARIA)) {
      imap.expectOk("CREATE Clienti");
      imap.append("Clienti", "", message("The roof"));
      imap.expectOk("DELETE Clienti");
      browser.click("Vault");
      sees("Clienti");
      browser.unfold("Put back …").press("Put it all back");
      sees("The message is back.");
      shot("13-put-back");
      holdsOne(imap, "Clienti");
    }
  }

  private static void holdsOne(ImapClient imap, String mailbox) throws IOException {
    String status = imap.command("STATUS " + mailbox + " (MESSAGES)").untagged().toString();
    assertTrue(status.contains("(MESSAGES 1)"), status);
  }

  /** What was done after the first backup is in a second one. */
  private void backUpByTheButton() throws IOException {
    browser.click("Box");
    browser.click("Press the button");
    arrives("/box");
    shot("14-pressed");
    while (box.running.box().backups().targets().getFirst().runs().size() < 2) {
      Thread.onSpinWait();
    }
    browser.click("Backup");
    shot("15-backup");
  }

  private void source(Dovecot provider, String password) throws IOException {
    browser.fill("The e-mail address of the mailbox", "info@office.example");
    browser.click("Fill in");
    sees("The box does not know this address");
    browser.fill("Account that gets the mail", "info");
    browser.fill("The provider's POP3 server", "127.0.0.1");
    browser.fill("Password at the provider", password);
    browser.fill("Protection of the line", "None");
    browser.fill("Port", "" + provider.pop3Port());
    browser.fill("The provider's server for sending", "smtp.provider.example");
    browser.click("Try it, and fetch it if it works");
    waits();
  }

  /** What takes longer than a moment has a page of its own until it is done. */
  private void waits() throws IOException {
    while (browser.path().equals("/under-way")) {
      browser.open(browser.ask("return location.origin;") + "/under-way");
    }
  }

  private List<String> recovery() throws IOException {
    arrives("/start/recovery");
    browser.fill("Administrator's password", ADMIN);
    browser.click("Show the words");
    List<String> words = new ArrayList<>();
    for (int i = 1; i <= 24; i++) {
      words.add(browser.read("ol.recovery li:nth-child(" + i + ")"));
    }
    shot("7-recovery");
    browser.click("The sheet is ready");
    typeBack(words.reversed());
    sees("not the right one");
    typeBack(words);
    arrives("/start/backup");
    return words;
  }

  /** Those that are asked for, as they stand in {@code words}. */
  private void typeBack(List<String> words) throws IOException {
    Matcher asked = Pattern.compile("Word number (\\d+)").matcher(browser.text());
    while (asked.find()) {
      browser.fill(asked.group(), words.get(Integer.parseInt(asked.group(1)) - 1));
    }
    browser.click("Compare, and go on");
  }

  private String device() throws IOException {
    // Of the two accounts "info" stands first.
    browser.fill("A name for the device", "reception PC");
    browser.click("Make its password and its sheet");
    sees("Which program is it?");
    browser.click("New Outlook");
    sees("They can't be used with this box");
    shot("10-new-outlook");
    browser.click("Mail on iPhone and iPad");
    shot("10-sheet-iphone");
    browser.click("Thunderbird");
    sees("Studio Rossi");
    sees("smtp.provider.example");
    shot("10-sheet-thunderbird");
    return browser.read(".secret code");
  }

  private void readMail(String password) throws IOException {
    Matcher port = Pattern.compile("(?s)Port\\s+(\\d+)").matcher(browser.text());
    assertTrue(port.find(), browser.text());
    assertEquals("" + box.port("imaps"), port.group(1), "the sheet names the door");
    try (ImapClient imap = new ImapClient(box.port("imap")).login("info", password)) {
      imap.expectOk("SELECT INBOX");
      String mail = imap.command("FETCH 1:* (ENVELOPE)").untagged().toString();
      assertTrue(mail.contains("The first one") && mail.contains("The second one"), mail);
    }
  }

  /**
   * In a process of its own: when all is there, it begins anew by itself, behind the same doors.
   */
  private void comesBack(Path disk, List<String> words) throws Exception {
    picture = "comeback-";
    int https = freePort();
    int imap = freePort();
    Process run =
        new ProcessBuilder(
                Appliance.command(
                    List.of("-Xmx192m"),
                    "run",
                    "--data",
                    temp.resolve("another").toString(),
                    "--listen",
                    "127.0.0.1",
                    "--imap",
                    "" + imap,
                    "--imaps",
                    "0",
                    "--pop3",
                    "0",
                    "--pop3s",
                    "0",
                    "--http",
                    "0",
                    "--https",
                    "" + https))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = run.inputReader();
        Chromium chromium = new Chromium("en")) {
      browser = chromium;
      await(out, "ready");
      browser.open("https://localhost:" + https + "/first");
      browser.click("To the backup");
      arrives("/first/restore");
      browser.choose("A folder of this box").fill("Where it is", "/no/such/folder");
      browser.fill("The 24 recovery words", String.join(" ", words));
      shot("1-asked");
      browser.press("Bring everything back");
      while (!browser.text().contains("could not be brought back")) {
        browser.open("https://localhost:" + https + "/first/restore");
      }
      shot("2-failed");
      browser.choose("A folder of this box").fill("Where it is", disk.toString());
      String typed = String.join("\n", words).toUpperCase(java.util.Locale.ROOT);
      browser.fill("The 24 recovery words", typed);
      browser.press("Bring everything back");
      shot("3-going");
      await(out, "everything is back from the backup; beginning anew");
      await(out, "ready");
      browser.open("https://localhost:" + https + "/first/restore");
      sees("Everything is back: 4 messages, 2 accounts.");
      // While the box began anew, the page asked in vain how far it is.
      browser.troubles();
      shot("4-back");
      browser.click("Log in as administrator");
      arrives("/login/admin");
      browser.open("https://localhost:" + https + "/login/admin?lang=it");
      browser.fill("Password dell'amministratore", ADMIN);
      browser.press("Accedi");
      arrives("/today");
      browser.click("Utenti");
      sees("maria");
      shot("5-accounts");
      try (ImapClient client = new ImapClient(imap).login("info", MARIA)) {
        client.expectOk("SELECT INBOX");
        String mail = client.command("FETCH 1:* (ENVELOPE)").untagged().toString();
        assertTrue(mail.contains("The first one") && mail.contains("The third one"), mail);
        holdsOne(client, "Clienti");
      }
      run.toHandle().destroy();
      assertTrue(run.waitFor(20, TimeUnit.SECONDS), "closes when it is told to");
      assertEquals(0, run.exitValue());
    } finally {
      run.destroyForcibly();
    }
  }

  private static void await(BufferedReader out, String line) throws IOException {
    for (String said = out.readLine(); !line.equals(said); said = out.readLine()) {
      assertTrue(said != null, "ended before it said " + line);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return door.getLocalPort();
    }
  }
}
