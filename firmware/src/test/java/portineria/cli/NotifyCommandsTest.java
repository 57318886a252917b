package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.notice.NoticeSettings;
import portineria.notice.SmtpServer;
import portineria.peer.HeartbeatServer;
import portineria.peer.ScriptedSmtp;
import portineria.peer.TestAuthority;
import portineria.store.Actor;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Troubles.Draft;

/** Who is told how the box is, as a person says it. */
class NotifyCommandsTest {
  @TempDir Path temp;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void open() throws Exception {
    premises = new FakePremises(temp);
    premises.store.createAccount("maria", new Actor("", "cli"));
    premises.store.createAccount("info", new Actor("", "cli"));
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private int run(String line, String... more) {
    console = new RecordingConsole();
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of(more));
    words.addAll(List.of("--data", temp.toString()));
    return new Cli(premises, prompt -> Optional.empty(), console, Duration.ZERO).run(words);
  }

  private void runs(String line, String... more) {
    assertEquals(0, run(line, more), console.text());
  }

  private void fails(int exitCode, String words, String line) {
    assertEquals(exitCode, run(line), console.text());
    assertTrue(console.text().contains(words), console.text());
  }

  private NoticeSettings settings() {
    return NoticeSettings.of(premises.store);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text).toString();
  }

  @Test
  void caretakersAndAddressesComeAndGo() {
    runs("notify caretaker add Maria info");
    runs("notify caretaker add maria");
    runs("notify address add tecnico@example.net other@example.net");
    assertTrue(console.text().contains("notify server set"), console.text());
    assertEquals(List.of("maria", "info"), settings().caretakers());
    runs("notify caretaker remove info");
    runs("notify address remove other@example.net");
    runs("notify list");
    assertTrue(console.text().contains("caretakers  maria\n"), console.text());
    assertTrue(console.text().contains("addresses   tecnico@example.net\n"), console.text());
    assertTrue(console.text().contains("server      none\n"), console.text());
    assertTrue(console.text().contains("heartbeat   none"), console.text());
    assertEquals(5, premises.store.audit().written());
  }

  @Test
  void mistakesAreSaid() throws IOException {
    fails(1, "there is no user nobody", "notify caretaker add nobody");
    fails(1, "info is no caretaker", "notify caretaker remove info");
    fails(1, "x is no mail address", "notify address add x");
    fails(1, "nothing is sent to a@b", "notify address remove a@b");
    fails(1, "--host and --user", "notify server set --port 25");
    fails(1, "--password-file", "notify server set --host h --user u@example.org");
    String password = file("password", "x\n");
    fails(
        1,
        "u is no mail address",
        "notify server set --host h --user u --password-file " + password);
    fails(
        1,
        "--port goes from 1",
        "notify server set --host h --user u@h --port 0 --password-file " + password);
    fails(2, "", "notify server set --tls none");
    fails(1, "can't be called", "notify heartbeat set ftp://example.org/");
    fails(1, "nobody is told of anything", "notify test");
    fails(2, "", "notify");
    assertEquals(0, premises.store.audit().written());
  }

  @Test
  void aServerIsChangedPieceByPieceAndItsPasswordIsSealed() throws IOException {
    String password = file("password", "segreto\n");
    runs(
        "notify server set --host smtp.example.org --user u@example.org --password-file", password);
    SmtpServer server = settings().server().orElseThrow();
    assertEquals(465, server.port());
    assertEquals("u@example.org", server.from());
    assertFalse(server.sealedPassword().contains("segreto"));
    assertEquals(
        "segreto", premises.box.sealed().unseal("smtp smtp.example.org", server.sealedPassword()));
    runs("notify server set --tls starttls --from box@example.org");
    SmtpServer changed = settings().server().orElseThrow();
    assertEquals(587, changed.port());
    assertEquals("box@example.org", changed.from());
    assertEquals(server.sealedPassword(), changed.sealedPassword());
    fails(1, "--password-file", "notify server set --host other.example.org");
    runs("notify list");
    assertTrue(
        console
            .text()
            .contains("smtp.example.org:587 starttls user=u@example.org from=box@example.org"),
        console.text());
    assertFalse(console.text().contains("segreto"));
    runs("notify server remove");
    assertEquals(Optional.empty(), settings().server());
  }

  @Test
  void theTestTellsWhatHasArrivedAndWhatHasNot() throws Exception {
    TestAuthority authority = new TestAuthority("test");
    try (ScriptedSmtp smtp = ScriptedSmtp.implicit(authority.issue("localhost").context());
        HeartbeatServer service = new HeartbeatServer()) {
      runs("notify caretaker add maria");
      runs("notify address add tecnico@example.net");
      runs(
          "notify server set --host localhost --port "
              + smtp.port()
              + " --user "
              + ScriptedSmtp.USER
              + " --trust-file",
          file("ca.pem", authority.pem()),
          "--password-file",
          file("password", ScriptedSmtp.PASSWORD));
      runs("notify heartbeat set " + service.uri());
      runs("notify test");
      assertTrue(console.text().contains("INBOX of maria: arrived"), console.text());
      assertTrue(console.text().contains("tecnico@example.net: arrived"), console.text());
      assertTrue(console.text().contains("heartbeat: arrived"), console.text());
      assertEquals("Subject: Portineria: a test", smtp.mails().getFirst().header("Subject"));
      assertEquals(List.of("GET /secret"), service.calls());
      service.answers(404);
      assertEquals(1, run("notify test"));
      assertTrue(console.text().contains("heartbeat: "), console.text());
      assertTrue(console.text().contains("answers 404"), console.text());
    }
  }

  @Test
  void theListShowsWhatWasSent() throws Refusal {
    Instant now = Instant.now();
    premises
        .store
        .troubles()
        .put(
            List.of(),
            List.of(
                new Draft("inbox:maria", "1", now, false, "Portineria: one", ""),
                new Draft("mail:x@example.org", "2", now, false, "Portineria: two", "")));
    premises.store.troubles().sent(1, now);
    premises.store.troubles().tried(2, now, "no way");
    runs("notify list");
    assertTrue(console.text().matches("(?s).*inbox:maria +sent +Portineria: one.*"));
    assertTrue(
        console.text().matches("(?s).*mail:x@example.org +waits: no way +Portineria: two.*"));
  }

  @Test
  void howMuchAMailboxHoldsIsSaidOfItsSource() throws IOException {
    String password = file("password", "x");
    runs(
        "source add hoster --account maria --host pop.example --user m --mailbox-size 5000"
            + " --password-file",
        password);
    Source source = premises.store.sources().source("hoster").orElseThrow();
    assertEquals(Optional.of(5_000_000_000L), source.upstreamOctetsMax());
    runs("source set hoster --mailbox-size 0");
    assertEquals(
        Optional.empty(),
        premises.store.sources().source("hoster").orElseThrow().upstreamOctetsMax());
  }
}
