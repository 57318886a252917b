package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.ControlServer;
import portineria.admin.RecordingConsole;
import portineria.admin.Visits;
import portineria.store.Refusal;

/** What is done on the command line is in the audit chain. */
class AuditCommandsTest {
  @TempDir Path data;
  private Instant now = Instant.now();
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();
  private Path passwordFile;

  @BeforeEach
  void open() throws IOException {
    premises = new FakePremises(data, () -> now);
    passwordFile = Files.writeString(data.resolve("password"), "s3cret\n");
  }

  @AfterEach
  void close() {
    premises.close();
  }

  /** Commas stand for blanks within an argument. */
  private int run(String commandLine) {
    console = new RecordingConsole();
    Cli cli = new Cli(premises, prompt -> Optional.of("typed"), console, Duration.ZERO);
    return cli.run(
        List.of((commandLine + " --data " + data).split(" +")).stream()
            .map(word -> word.replace(',', ' '))
            .toList());
  }

  private void runs(String commandLine) {
    assertEquals(0, run(commandLine), () -> commandLine + ": " + console.text());
  }

  /** The entries of the chain, from who did it on. */
  private List<String> listed() {
    runs("audit list");
    return console
        .text()
        .lines()
        .map(line -> line.replaceFirst("[0-9]+ +[0-9-]{10} [0-9:]{5} +", "").replaceAll(" +", " "))
        .toList();
  }

  @Test
  void everyChangeIsThereWithWhoMadeIt() {
    runs("user add Maria --password-file " + passwordFile);
    runs("user set maria --pop3-delete remove");
    runs("user disable maria");
    runs("device add maria reception,PC");
    runs("device revoke maria reception,PC");
    runs("source add hoster --account maria --host pop.example --user m --keep days:30");
    runs("source set hoster --every 5");
    runs("source remove hoster");
    runs("user passwd maria --password-file " + passwordFile);
    runs("user remove maria");
    runs("user list");
    runs("source list");
    String source =
        "account=maria detail=\"hoster pop.example:995 implicit user=m account=maria mailbox=INBOX"
            + " keep=days:30 every=%ds\" source=hoster";
    assertEquals(
        List.of(
            "cli carla account added account=maria",
            "cli carla account changed account=maria detail=password",
            "cli carla account changed account=maria detail=\"enabled, pop3-delete=remove\"",
            "cli carla account changed account=maria detail=\"disabled, pop3-delete=remove\"",
            "cli carla device added account=maria device=\"reception PC\"",
            "cli carla device revoked account=maria device=\"reception PC\"",
            "cli carla source added " + String.format(source, 60),
            "cli carla source changed " + String.format(source, 5),
            "cli carla source removed source=hoster",
            "cli carla account changed account=maria detail=password",
            "cli carla account closed account=maria"),
        listed());
  }

  @Test
  void whoeverExportsIsRecordedBeforeTheFirstOctet() throws Exception {
    runs("user add maria --password-file " + passwordFile);
    Path export = data.resolve("export");
    runs("export maria " + export + " --format mbox --reason she,asked,for,it");
    assertEquals(
        "cli carla mail exported account=maria detail=mbox reason=\"she asked for it\"",
        listed().getLast());
    assertEquals(1, run("export nobody " + data.resolve("none") + " --format mbox"));
    assertEquals(1, run("export maria " + data.resolve("none") + " --format mbox --reason ,"));
    assertEquals(3, listed().size());
    premises.store.refuseChanges(Refusal.Reason.NO_SPACE);
    assertEquals(1, run("export maria " + data.resolve("more") + " --format mbox"));
    assertFalse(Files.exists(data.resolve("more")), "what can't be recorded is not read");
  }

  @Test
  void whatTheBoxThatRunsIsAskedForIsTheUsersOfTheSocket() throws Exception {
    String me = System.getProperty("user.name");
    Visits visits = new Visits();
    premises.busy = true;
    ControlServer server =
        ControlServer.open(
            data.resolve(Cli.SOCKET),
            (request, user, far, questions) ->
                Cli.serve(request, visits.enter(premises.box, user, far), far, questions),
            Duration.ofSeconds(5));
    try (server) {
      runs("user add maria --password-file " + passwordFile);
      Path export = data.resolve("export");
      runs("export maria " + export + " --format eml");
      assertTrue(Files.exists(export), "it was written here");
      now = now.plus(Duration.ofMinutes(61));
      runs("status");
      now = now.plus(Duration.ofMinutes(59));
      List<String> expected =
          List.of(
              "cli " + me + " admin entered",
              "cli " + me + " account added account=maria",
              "cli " + me + " account changed account=maria detail=password",
              "cli " + me + " mail exported account=maria detail=eml",
              "cli " + me + " admin entered");
      assertEquals(expected, listed().stream().map(String::strip).toList());
      premises.store.refuseChanges(Refusal.Reason.NO_SPACE);
      now = now.plus(Duration.ofDays(1));
      assertEquals(0, run("user list"), "a full disk can be looked at");
      assertTrue(console.text().contains("could not be recorded"), console.text());
    }
  }

  @Test
  void theChainIsCheckedAndItsHeadCanBeWrittenDown() {
    assertEquals(1, run("audit head"));
    runs("user add maria --password-file " + passwordFile);
    runs("audit head");
    String head = console.text();
    assertEquals(64, head.length());
    runs("audit verify");
    assertEquals("all is well, 2 entries\nhead " + head, console.text());
    runs("user disable maria");
    runs("audit verify --head " + head);
    assertEquals(
        List.of("the hash is that of entry 2", "all is well, 3 entries"),
        console.text().lines().limit(2).toList());
    String other = head.replaceFirst("^.", head.charAt(0) == '0' ? "1" : "0");
    assertEquals(1, run("audit verify --head " + other));
    assertTrue(console.text().contains("\n1 thing is wrong\n"), console.text());
    assertTrue(console.text().contains("no entry has the hash " + other), console.text());
    assertEquals(2, run("audit verify --head 1234"));
    assertTrue(console.text().contains("64 digits"), console.text());
  }

  @Test
  void howLongLogsAreKeptIsASetting() {
    runs("audit keep");
    assertEquals(
        "logs are kept for 21 days\nnames in the audit chain are kept for 21 days", console.text());
    runs("audit keep --logs 7 --names 180");
    assertEquals(
        "logs are kept for 7 days\nnames in the audit chain are kept for 180 days", console.text());
    assertEquals(
        List.of(
            "cli carla settings changed log-days=7", "cli carla settings changed name-days=180"),
        listed());
    assertEquals(1, run("audit keep --logs 0"));
    assertTrue(console.text().contains("1 to 3660"), console.text());
  }

  @Test
  void namesThatAreForgottenAreShownAsThat() throws Exception {
    runs("user add maria --password-file " + passwordFile);
    premises.store.audit().forgetNames(1, premises.box.actor());
    assertEquals("cli (forgotten) account added account=(forgotten)", listed().getFirst());
    runs("audit verify");
  }

  @Test
  void aDeviceWhoseTraceIsForgottenIsNotCalledNew() throws Exception {
    runs("user add maria --password-file " + passwordFile);
    runs("device add maria phone");
    now = now.plus(Duration.ofDays(22));
    runs("device list maria");
    assertTrue(console.text().endsWith("not seen for 21 days"), console.text());
  }
}
