package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Source.Keep;
import portineria.store.Sources.Status;

class SourceCommandsTest {
  @TempDir Path data;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();
  private Path passwordFile;

  @BeforeEach
  void open() throws IOException, Refusal {
    premises = new FakePremises(data);
    passwordFile = Files.writeString(data.resolve("password"), "s3cret\n");
    premises.store.createAccount("maria", premises.box.actor());
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private int run(String commandLine) {
    console = new RecordingConsole();
    Cli cli = new Cli(premises, prompt -> Optional.of("typed"), console, Duration.ZERO);
    return cli.run(List.of((commandLine + " --data " + data).split(" +")));
  }

  private void runs(String commandLine) {
    assertEquals(0, run(commandLine), () -> commandLine + ": " + console.text());
  }

  private void fails(int exitCode, String commandLine, String words) {
    assertEquals(exitCode, run(commandLine), () -> commandLine + ": " + console.text());
    assertEquals(1, console.lines().size(), "one line: " + console.text());
    assertTrue(console.text().contains(words), console.text());
  }

  private Source source() {
    return premises.store.sources().source("hoster").orElseThrow();
  }

  private String password() throws IOException {
    return premises.box.sealed().unseal("hoster", source().sealedPassword());
  }

  @Test
  void aSourceBeginsWithSafeSettings() throws IOException {
    runs("source add hoster --account maria --host pop.example --user m@office.example");
    assertEquals(995, source().port());
    assertEquals(Source.Tls.IMPLICIT, source().tls());
    assertEquals(new Keep.Forever(), source().keep());
    assertEquals(Duration.ofSeconds(60), source().every());
    assertEquals(MailboxName.INBOX, source().mailbox());
    assertEquals(Duration.ofDays(14), source().seenAfter());
    assertEquals("typed", password());
    assertFalse(source().sealedPassword().contains("typed"));
  }

  @Test
  void everySettingCanBeGivenAndChanged() throws IOException {
    Path pem = Files.writeString(data.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n");
    runs(
        "source add hoster --account maria --host pop.example --port 1110 --tls none --user m"
            + (" --password-file " + passwordFile)
            + (" --keep days:30 --every 5 --mailbox Archive --trust-file " + pem)
            + " --password-expires 2027-03-31 --seen-after 3");
    assertEquals(1110, source().port());
    assertEquals(Source.Tls.NONE, source().tls());
    assertEquals(new Keep.Days(30), source().keep());
    assertEquals("s3cret", password());
    assertEquals(Optional.of(LocalDate.of(2027, 3, 31)), source().passwordExpires());
    assertEquals(Files.readString(pem), source().trustPem().orElseThrow());
    runs("source set hoster --keep backup:7 --paused true");
    assertEquals(new Keep.Backup(7), source().keep());
    assertTrue(source().paused());
    assertEquals("s3cret", password(), "what is not named stays");
    assertEquals(new MailboxName("Archive"), source().mailbox());
  }

  @Test
  void theUsualPortBelongsToTheProtection() {
    runs("source add hoster --account maria --host pop.example --user m --tls starttls");
    assertEquals(110, source().port());
    assertEquals(Source.Tls.STARTTLS, source().tls());
  }

  @Test
  void whatCanNotBeIsSaidInOneLine() {
    fails(2, "source add hoster --account maria --host pop.example", "--user");
    fails(1, "source add hoster --account nobody --host p --user m", "there is no user nobody");
    fails(1, "source add ../x --account maria --host p --user m", "a source's name");
    for (String host : List.of("http://pop.example", "pop.example:995", "-x", "a/b")) {
      String add = "source add hoster --account maria --user m --password-file " + passwordFile;
      fails(2, add + " --host=" + host, "'" + host + "' is no server's name");
    }
    fails(
        1, "source add hoster --account maria --host p --user m --mailbox Recoverable/x", " keeps");
    fails(2, "source add hoster --account maria --host p --user m --keep days:0", "here, say none");
    fails(1, "source set nothing --every 5", "there is no source nothing");
    fails(1, "source remove nothing", "there is no source nothing");
    fails(1, "fetch nothing", "there is no source nothing");
    fails(2, "source set hoster", "--host");
    fails(2, "source add h --account maria --host p --user m --keep some", "forever, days:N");
    fails(2, "source add h --account maria --host p --user m --tls ssl", "ssl");
    fails(2, "source add h --account maria --host p --user m --every 0", "--every goes from 1");
    fails(2, "source add h --account maria --host p --user m --port 70000", "--port goes from 1");
  }

  @Test
  void theListSaysWhatIsWrong() throws Refusal {
    runs(
        "source add hoster --account maria --host pop.example --user m --password-expires 2020-01-01");
    premises.box.fetcher().close(); // else it says what it knows by itself
    Instant then = Instant.now().minus(Duration.ofDays(6));
    premises
        .store
        .sources()
        .putStatus(
            "hoster",
            new Status(
                Optional.of(then),
                Optional.of(then),
                Optional.of("the provider refuses the password"),
                Optional.of(then),
                Optional.of(then),
                7,
                7000));
    premises.store.sources().intake("hoster").failed("uid-9", "mailbox busy", then);
    runs("source list");
    List<String> lines = console.text().lines().toList();
    assertEquals(
        "hoster  pop.example:995 implicit user=m account=maria mailbox=INBOX keep=forever every=60s",
        lines.get(0));
    assertTrue(lines.get(1).endsWith("upstream 7 messages, 7.0 kB"), lines.get(1));
    String rest = console.text();
    assertTrue(rest.contains("! since "), rest);
    assertTrue(rest.contains("the provider refuses the password"), rest);
    assertTrue(rest.contains("! another program deletes messages"), rest);
    assertTrue(rest.contains("! 1 message could not be fetched"), rest);
    assertTrue(rest.contains("uid-9 (mailbox busy)"), rest);
    assertTrue(rest.contains("! the provider's password expired on 2020-01-01"), rest);
    assertEquals(1, run("status"), "a person is needed");
    assertTrue(console.text().contains("! Source hoster: since"), console.text());
  }

  @Test
  void anotherProgramThatHasStoppedDeletingIsForgottenAfterAWeek() throws Refusal {
    runs("source add hoster --account maria --host pop.example --user m");
    Optional<Instant> then = Optional.of(Instant.now().minus(Duration.ofDays(8)));
    Optional<Instant> now = Optional.of(Instant.now());
    premises
        .store
        .sources()
        .putStatus(
            "hoster", new Status(now, now, Optional.empty(), Optional.empty(), then, 7, 7000));
    runs("source list");
    assertFalse(console.text().contains("!"), console.text());
  }

  @Test
  void aServerThatIsNotThereFailsTheFetchAndTheCheck() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    runs("source add hoster --account maria --host 127.0.0.1 --tls none --user m --port " + port);
    assertEquals(1, run("fetch hoster"));
    assertTrue(console.text().contains("hoster: 0 new messages"), console.text());
    assertTrue(console.text().contains("portineria: hoster: "), console.text());
    assertEquals(1, run("source check hoster"));
    assertTrue(console.text().startsWith("portineria: "), console.text());
    runs("source remove hoster");
    assertEquals(List.of(), premises.store.sources().all());
  }

  @Test
  void wordsOfOthersCanNotMoveTheCursor() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true);
    new TerminalConsole(stream, stream, true).say("evil \u001b[2J\u009b\u0007 words");
    assertEquals("evil ?[2J?? words\n", out.toString(StandardCharsets.UTF_8));
  }
}
