package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;
import portineria.peer.Thunderbird;
import portineria.peer.Thunderbird.Security;

/**
 * Debian's Thunderbird works with the box as somebody in the office does: over TLS, with the box's
 * own authority, in its own window. What it did is looked at over IMAP, and what the box said, in
 * Thunderbird's database.
 */
@Tag("long")
@Timeout(300)
class ThunderbirdTest {
  private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
  private static final Pattern SUBJECT = Pattern.compile("Subject: ([^\r\n]*)");

  /** One for each test: so one box is enough. */
  private static final Deque<String> PEOPLE =
      new ArrayDeque<>(List.of("anna", "bruno", "carla", "dario", "elena", "franco"));

  private static Path data;
  private static Appliance box;

  @TempDir Path temp;
  private String person;
  private ImapClient other;

  @BeforeAll
  static void startBox(@TempDir Path temp) throws Exception {
    data = temp.resolve("data");
    String password = Files.writeString(temp.resolve("password"), Setting.PASSWORD).toString();
    List<String> command = new ArrayList<>(List.of("user", "add"));
    command.addAll(PEOPLE);
    command.addAll(List.of("--password-file", password));
    Setting.say(data, command.toArray(String[]::new));
    box = Appliance.run(data);
  }

  @AfterAll
  static void stopBox() throws IOException {
    box.close();
  }

  @BeforeEach
  void deliver() throws IOException {
    person = PEOPLE.remove();
    other = new ImapClient(box.port("imap")).login(person, Setting.PASSWORD);
    for (int i = 1; i <= 5; i++) {
      append("INBOX", "Offerta " + i, i == 4 ? "zafferano" : "sale");
    }
  }

  @AfterEach
  void leave() throws IOException {
    other.close();
  }

  private void append(String mailbox, String subject, String word) throws IOException {
    String message =
        """
        From: Bottega <bottega@example.org>
        To: anna@example.org
        Subject: %s
        Message-ID: <%s@example.org>
        Date: Mon, 02 Nov 2026 10:00:00 +0100
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        Il prezzo è buono: %s
        """
            .formatted(subject, subject.replace(' ', '.'), word)
            .replace("\n", "\r\n");
    other.append(mailbox, "", message.getBytes(StandardCharsets.UTF_8));
  }

  private Thunderbird thunderbird(String... preferences) throws Exception {
    return Thunderbird.start(temp.resolve("thunderbird"), preferences);
  }

  private Thunderbird setUp(Thunderbird program) throws IOException {
    return program
        .trust(data.resolve("keys/ca.pem"))
        .setUp(person, Setting.PASSWORD, box.port("imaps"), Security.SSL);
  }

  /** Of each message of a mailbox its subject and its flags, as the box has them. */
  private List<String> has(String mailbox) throws IOException {
    other.expectOk("EXAMINE \"" + mailbox + '"');
    List<String> has = new ArrayList<>();
    for (String line :
        other.command("UID FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (Subject)])").untagged()) {
      Matcher subject = SUBJECT.matcher(line);
      Matcher flags = FLAGS.matcher(line);
      if (subject.find() && flags.find()) {
        Set<String> sorted = new TreeSet<>(List.of(flags.group(1).split(" ")));
        sorted.remove("\\Recent");
        has.add((subject.group(1) + " " + String.join(" ", sorted)).strip());
      }
    }
    return has;
  }

  /**
   * Waits until the box has so many messages in a mailbox: Thunderbird does much a little later.
   */
  private void await(String mailbox, int messages) throws IOException {
    other.raw("s SELECT \"" + mailbox + "\"\r\nw IDLE\r\n");
    int now = 0;
    boolean idles = false;
    while (!idles || now != messages) {
      String line = other.readWholeLine();
      idles |= line.startsWith("+");
      now = line.endsWith(" EXISTS") ? Integer.parseInt(line.split(" ")[1]) : now;
      now -= line.endsWith(" EXPUNGE") ? 1 : 0;
    }
    other.raw("DONE\r\n");
    while (!other.readWholeLine().startsWith("w OK")) {
      // What else is new.
    }
  }

  private static void assertSaid(Thunderbird program, String part) throws IOException {
    List<String> said = program.said();
    assertTrue(said.stream().anyMatch(line -> line.contains(part)), () -> part + " in " + said);
  }

  @Test
  void itTrustsTheBoxOnceItHasItsAuthority() throws Exception {
    try (Thunderbird program = thunderbird()) {
      program.setUp(person, Setting.PASSWORD, box.port("imaps"), Security.SSL);
      program.update("INBOX");
      String alert = program.alert();
      assertTrue(alert.contains("certificate"), alert);
      assertEquals(List.of(), program.said(), "no password to somebody unknown");
      program.trust(data.resolve("keys/ca.pem"));
      program.update("INBOX");
      assertEquals(5, program.show("INBOX", 5).size());
      assertSaid(program, "COMPRESS DEFLATE");
    }
  }

  @Test
  void itReadsMarksMovesAndDeletes() throws Exception {
    try (Thunderbird program = setUp(thunderbird())) {
      program.update("INBOX");
      program.show("INBOX", 5);
      String text = program.read("Offerta 2");
      assertTrue(text.contains("Il prezzo è buono: sale"), text);
      program.mark("INBOX", "Offerta 3", "$label1");
      program.move("INBOX", "Offerta 1", "Archive");
      await("Archive", 1);
      program.show("INBOX", 4);
      program.read("Offerta 5");
      program.deleteShown();
      await("Trash", 1);
      assertSaid(program, "uid move");

      List<String> inbox = has("INBOX");
      assertEquals("Offerta 2 \\Seen", inbox.get(0));
      assertEquals("Offerta 3 $label1 \\Flagged", inbox.get(1));
      assertTrue(inbox.get(2).startsWith("Offerta 4"), inbox.get(2));
      assertEquals(3, inbox.size());
      assertEquals(List.of("Offerta 1"), has("Archive"));
      assertEquals(List.of("Offerta 5 \\Seen"), has("Trash"));
      program.update("Archive");
      program.update("Trash");
      assertEquals(List.of("Offerta 1"), program.known("Archive", 1));
      assertEquals(List.of("Offerta 5 read"), program.known("Trash", 1));
      assertEquals("Offerta 3 starred $label1", program.known("INBOX", 3).get(1));
    }
  }

  @Test
  void itSearchesOnTheServerAndHearsOfNewMailByIdle() throws Exception {
    try (Thunderbird program = setUp(thunderbird())) {
      program.update("INBOX");
      program.show("INBOX", 5);
      assertEquals(List.of("Offerta 4"), program.search("INBOX", "zafferano"));
      assertSaid(program, "uid SEARCH UNDELETED BODY \"zafferano\"");
      append("INBOX", "Novità", "pepe");
      program.show("INBOX", 6);
      assertSaid(program, "IDLE");
      other.expectOk("SELECT INBOX").expectOk("STORE 1 +FLAGS (\\Flagged \\Deleted)");
      other.expectOk("EXPUNGE");
      assertEquals(5, program.show("INBOX", 5).size());
    }
  }

  @Test
  void itMakesAMailboxSavesADraftAndGetsBackWhatWasRemoved() throws Exception {
    try (Thunderbird program = setUp(thunderbird())) {
      program.update("INBOX");
      program.show("INBOX", 5);
      program.create("Clienti & Söhne");
      program.copy("INBOX", "Offerta 3", "Clienti & Söhne");
      await("Clienti &- S&APY-hne", 1);
      assertEquals(List.of("Offerta 3"), has("Clienti &- S&APY-hne"));
      program.draft("Drafts", "From: anna@example.org\r\nSubject: bozza\r\n\r\nperò\r\n");
      await("Drafts", 1);
      assertSaid(program, "UTF8 (~{");
      assertEquals(List.of("bozza \\Draft"), has("Drafts"));

      program.move("INBOX", "Offerta 5", "Trash");
      await("Trash", 1);
      program.emptyTrash("Trash");
      await("Trash", 0);
      program.find("Recoverable/Trash");
      program.update("Recoverable/Trash");
      assertEquals(List.of("Offerta 5 read"), program.known("Recoverable/Trash", 1));
      program.copy("Recoverable/Trash", "Offerta 5", "INBOX");
      await("INBOX", 5);
      assertTrue(has("INBOX").contains("Offerta 5"), has("INBOX").toString());
    }
  }

  /** Thunderbird has CONDSTORE behind a preference: then it asks for what has changed since. */
  @Test
  void itKeepsUpByCondstoreWhenItIsStartedAgain() throws Exception {
    String condstore = "user_pref(\"mail.server.default.use_condstore\", true);";
    try (Thunderbird program = setUp(thunderbird(condstore))) {
      program.update("INBOX");
      program.show("INBOX", 5);
    }
    other.expectOk("SELECT INBOX").expectOk("STORE 2 +FLAGS (\\Flagged)");
    other.expectOk("STORE 3 +FLAGS (\\Deleted)").expectOk("EXPUNGE");
    append("INBOX", "Novità", "pepe");
    append("INBOX", "Altra novità", "pepe");
    try (Thunderbird program = thunderbird(condstore)) {
      List<String> known = program.known("INBOX", 6);
      assertEquals("Offerta 2 starred", known.get(1));
      assertEquals("Novità", known.get(4));
      assertSaid(program, "CHANGEDSINCE");
    }
  }

  @Test
  void itSpeaksStartTlsToo() throws Exception {
    try (Thunderbird program = thunderbird().trust(data.resolve("keys/ca.pem"))) {
      program.setUp(person, Setting.PASSWORD, box.port("imap"), Security.STARTTLS);
      program.update("INBOX");
      assertEquals(5, program.show("INBOX", 5).size());
      assertSaid(program, "STARTTLS");
    }
  }
}
