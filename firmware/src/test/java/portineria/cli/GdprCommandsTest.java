package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;

/** The rights desk on the command line: found, ticked, handed over, erased. */
class GdprCommandsTest {
  private static final Actor RECEPTION = new Actor("reception PC", "imap");

  @TempDir Path folder;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void open() throws Exception {
    premises = new FakePremises(Files.createDirectory(folder.resolve("data")));
    premises.store.createAccount("maria", RECEPTION);
    premises.store.createAccount("carlo", RECEPTION);
    add("maria", "From: mario@example.org\r\nSubject: Offerta\r\n\r\nprima\r\n");
    add("maria", "From: anna@example.org\r\nSubject: Altro\r\n\r\nseconda\r\n");
    add("carlo", "To: Mario <MARIO@example.org>\r\nSubject: Risposta\r\n\r\nterza\r\n");
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private void add(String account, String text) throws Exception {
    Account to = premises.store.account(account, RECEPTION).orElseThrow();
    try (Incoming incoming = to.incoming(0)) {
      byte[] octets = text.getBytes(StandardCharsets.UTF_8);
      incoming.write(octets, 0, octets.length);
      to.mailbox(MailboxName.INBOX)
          .orElseThrow()
          .append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH)));
    }
  }

  private int count(String account) {
    return premises
        .store
        .account(account, RECEPTION)
        .flatMap(one -> one.mailbox(MailboxName.INBOX))
        .orElseThrow()
        .view()
        .count();
  }

  private int run(String... words) {
    console = new RecordingConsole();
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", folder.resolve("data").toString()));
    return new Cli(premises, prompt -> Optional.empty(), console, Duration.ZERO).run(line);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String tick(String from, String to, String which) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve(from));
    return Files.write(
            folder.resolve(to),
            lines.stream()
                .map(line -> line.contains(which) ? line.replace("[ ]", "[x]") : line)
                .toList())
        .toString();
  }

  @Test
  void foundTickedHandedOverAndErased() throws Exception {
    assertEquals(
        0, run("gdpr", "find", "--address", "mario@example.org", "--list", file("mario.csv")));
    assertTrue(
        console.text().startsWith("2 messages, 111 B: sender 1, recipient 1\n"), console.text());
    assertTrue(console.text().contains("by account: carlo 1, maria 1"), console.text());
    String ticked = tick("mario.csv", "ticked.csv", "Offerta");
    assertEquals(
        0,
        run(
            "gdpr",
            "export",
            "--address",
            "mario@example.org",
            "--ticked",
            ticked,
            "--to",
            file("mario.zip")));
    assertTrue(console.text().startsWith("1 message, "), console.text());
    assertTrue(Files.exists(folder.resolve("mario.zip")));
    assertEquals(
        1,
        run(
            "gdpr",
            "erase",
            "--address",
            "mario@example.org",
            "--ticked",
            ticked,
            "--report",
            file("report.txt")));
    assertTrue(console.text().endsWith("say why with --reason"), console.text());
    assertEquals(1, console.text().lines().count(), console.text());
    assertEquals(
        0,
        run(
            "gdpr",
            "erase",
            "--address",
            "mario@example.org",
            "--ticked",
            ticked,
            "--report",
            file("report.txt"),
            "--reason",
            "he asked"));
    assertEquals(1, count("maria"));
    assertEquals(1, count("carlo"));
    String report = Files.readString(folder.resolve("report.txt"));
    assertTrue(report.contains("Asked by   carla\nReason     he asked\n"), report);
    assertTrue(report.contains(": 1 message is erased"), report);
    assertEquals(
        0,
        run(
            "gdpr",
            "erase",
            "--address",
            "mario@example.org",
            "--yes",
            "--reason",
            "he asked",
            "--report",
            file("all.txt")));
    assertEquals(0, count("carlo"));
    assertEquals(0, run("audit", "list"));
    for (String act : List.of("mail read", "mail exported", "mail erased")) {
      assertTrue(console.text().contains(act + "  "), console.text());
    }
    assertTrue(console.text().contains("address=mario@example.org"), console.text());
    assertEquals(0, run("gdpr", "find", "--address", "mario@example.org"));
    assertTrue(console.text().startsWith("0 messages, 0 B\n"), console.text());
    assertTrue(console.text().contains("audit"), "what names him is told: " + console.text());
  }

  @Test
  void aHoldRefusesInOneLine() throws Exception {
    assertEquals(
        0,
        run("vault", "hold", "add", "rossi", "--correspondent", "@example.org", "--reason", "x"));
    assertEquals(
        1,
        run(
            "gdpr",
            "erase",
            "--address",
            "mario@example.org",
            "--yes",
            "--reason",
            "he asked",
            "--report",
            file("report.txt")));
    assertTrue(console.text().contains("the hold 'rossi' covers 2 messages, "), console.text());
    assertEquals(1, console.text().lines().count(), console.text());
    assertFalse(Files.exists(folder.resolve("report.txt")));
    assertEquals(2, count("maria"));
  }

  @Test
  void withoutAListTheMessagesAreToldOnTheScreen() {
    assertEquals(0, run("gdpr", "find", "--name", "mario"));
    assertTrue(console.text().startsWith("recipient  carlo  INBOX  "), console.text());
    assertEquals(0, run("gdpr", "find", "--text", "seconda"));
    assertTrue(console.text().startsWith("text  maria  INBOX  "), console.text());
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws Exception {
    assertEquals(2, run("gdpr", "find"));
    assertEquals(
        "portineria: nobody is named: say who with --address, --name or --text", console.text());
    assertEquals(2, run("gdpr", "find", "--address", "mario"));
    assertEquals(2, run("gdpr", "erase", "--address", "mario@example.org"));
    assertEquals(2, run("gdpr", "erase", "--address", "a@b.example", "--yes", "--ticked", "x"));
    assertEquals(1, run("gdpr", "erase", "--address", "a@b.example", "--ticked", file("none.csv")));
    assertEquals(
        0, run("gdpr", "find", "--address", "mario@example.org", "--list", file("list.csv")));
    assertEquals(
        1, run("gdpr", "find", "--address", "mario@example.org", "--list", file("list.csv")));
    assertTrue(console.text().endsWith("is there already: name another file"), console.text());
    assertEquals(
        1, run("gdpr", "erase", "--address", "mario@example.org", "--ticked", file("list.csv")));
    assertTrue(console.text().contains("nothing is ticked"), console.text());
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(2, all.count(), "data and the list");
    }
  }
}
