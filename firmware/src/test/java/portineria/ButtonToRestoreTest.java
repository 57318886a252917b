package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.board.Light;
import portineria.board.LightPattern;
import portineria.board.Panel;
import portineria.cli.RunSettings;
import portineria.flow.ImapSnapshot;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;
import portineria.peer.Mbsync;

/**
 * From the button to a box that is back: somebody presses it, sees green, and later that box is
 * lost. What is restored is the same to mail programs, and what they saw after the backup never
 * comes again as another message.
 */
@Tag("slow")
@Timeout(300)
class ButtonToRestoreTest {
  private static final List<String> MAILBOXES = List.of("INBOX", "Customers", "Customers/Rossi");
  private static final List<String> FLAGS = List.of("()", "(\\Seen)", "(\\Flagged $Work)");
  private static final int MESSAGES = 15;
  private static final Pattern UID = Pattern.compile("UID (\\d+)");

  @TempDir Path temp;
  private Path data;
  private Path home;
  private Path disk;

  /** Digest by mailbox and UID, of all that was ever seen. */
  private final Map<String, String> everSeen = new HashMap<>();

  private String say(Path on, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", on.toString()));
    return Appliance.say(line.toArray(String[]::new)).expectDone().text();
  }

  private BoxAtWork box(Path on) throws Exception {
    return new BoxAtWork(BoxAtWork.settings(on, RunSettings.Lights.SIMULATED));
  }

  private static ImapClient client(BoxAtWork box) throws IOException {
    return new ImapClient(box.port("imap")).login("maria", "secret");
  }

  private static Map<String, ImapSnapshot> snapshot(ImapClient client) throws IOException {
    Map<String, ImapSnapshot> all = new TreeMap<>();
    for (String mailbox : MAILBOXES) {
      all.put(mailbox, ImapSnapshot.of(client, mailbox));
    }
    return all;
  }

  /** A program that finds another message under a UID that it knows would show the wrong one. */
  private void look(ImapClient client) throws IOException {
    for (String mailbox : MAILBOXES) {
      client.expectOk("EXAMINE \"" + mailbox + "\"");
      for (String line : client.command("UID FETCH 1:* (UID)").untagged()) {
        Matcher uid = UID.matcher(line);
        assertTrue(uid.find(), line);
        String digest =
            new String(client.body(Long.parseLong(uid.group(1))), StandardCharsets.ISO_8859_1);
        String before = everSeen.put(mailbox + " " + uid.group(1), digest);
        assertTrue(before == null || before.equals(digest), mailbox + " " + uid.group());
      }
    }
  }

  private static void fill(ImapClient client) throws IOException {
    MailGenerator mail = new MailGenerator(4).withAttachmentsUpTo(60_000).withOddShare(0);
    for (int box = 0; box < MAILBOXES.size(); box++) {
      if (box > 0) {
        client.expectOk("CREATE \"" + MAILBOXES.get(box) + "\"");
      }
      for (int i = 0; i < MESSAGES; i++) {
        client.append(
            "\"" + MAILBOXES.get(box) + "\"",
            FLAGS.get((box + i) % FLAGS.size()) + " ",
            mail.message(100 * box + i));
      }
    }
    client.expectOk("SELECT INBOX").expectOk("STORE 3,9 +FLAGS.SILENT (\\Deleted)");
    client.expectOk("EXPUNGE").expectOk("UNSELECT");
  }

  /** Presses the button, and gives what the status light said until it said that all is done. */
  private List<LightPattern> pressAndWatch(BoxAtWork box) throws Exception {
    Panel panel = box.running.box().front().panel().orElseThrow();
    CompletableFuture<List<LightPattern>> seen =
        CompletableFuture.supplyAsync(() -> untilDone(panel), Thread::startVirtualThread);
    assertEquals("pressed\n", say(data, "board", "press"));
    return seen.get();
  }

  private static List<LightPattern> untilDone(Panel panel) {
    List<LightPattern> seen = new ArrayList<>();
    while (seen.isEmpty() || seen.getLast() != LightPattern.BACKUP_DONE) {
      Map<Light, LightPattern> shown = panel.shown();
      LightPattern status = shown.get(Light.STATUS);
      assertFalse(shown.containsValue(LightPattern.BACKUP_FAILED), "failed");
      if (status != null && (seen.isEmpty() || seen.getLast() != status)) {
        seen.add(status);
      }
      Thread.onSpinWait();
    }
    return seen;
  }

  @Test
  void whatTheButtonBackedUpIsBackAndNoProgramIsMisled() throws Exception {
    data = temp.resolve("data");
    home = temp.resolve("home");
    disk = Files.createDirectories(temp.resolve("disk"));
    String password = Files.writeString(temp.resolve("password"), "secret\n").toString();
    say(data, "user", "add", "maria", "--password-file", password);
    Mbsync early = new Mbsync(temp.resolve("early"), "maria", "secret");
    Mbsync late = new Mbsync(temp.resolve("late"), "maria", "secret");
    Map<String, ImapSnapshot> before;
    Map<String, String> synced;
    try (BoxAtWork box = box(data);
        ImapClient client = client(box)) {
      box.running.begin();
      fill(client);
      early.sync(box.port("imap"));
      synced = early.files();
      assertEquals(MAILBOXES.size() * MESSAGES - 2, synced.size());
      before = snapshot(client);
      say(data, "backup", "target", "add", "usb", "--folder", disk.toString());
      assertEquals(
          List.of(
              LightPattern.HEARTBEAT,
              LightPattern.BACKUP_RUNNING,
              LightPattern.BACKUP_VERIFYING,
              LightPattern.BACKUP_DONE),
          pressAndWatch(box));
      client.append("INBOX", "", mail("seen after the backup, 1"));
      client.append("Customers", "(\\Seen) ", mail("seen after the backup, 2"));
      late.sync(box.port("imap"));
      assertEquals(synced.size() + 2, late.files().size());
      look(client);
    }
    Path words = Files.writeString(temp.resolve("words"), say(data, "recovery-sheet", "--text"));
    byHand(Files.readString(words).strip());
    String said = say(home, "restore", "--from", disk.toString(), "--key-file", words.toString());
    assertTrue(said.startsWith("restoring the backup of 20"), said);
    assertEquals("all is well\n", say(home, "verify"));
    try (BoxAtWork box = box(home);
        ImapClient client = client(box)) {
      assertEquals(before, snapshot(client), "every message, flag, date and UID");
      early.sync(box.port("imap"));
      assertEquals(synced, early.files(), "it sees no change");
      assertEquals(before, snapshot(client), "nor makes one");
      for (int i = 0; i < 3; i++) {
        client.append("INBOX", "", mail("of the new box, " + i));
        client.append("Customers", "", mail("of the new box, too, " + i));
      }
      look(client);
      late.sync(box.port("imap"));
      late.sync(box.port("imap"));
      early.sync(box.port("imap"));
      assertEquals(contents(early), contents(late), "both have what the server has");
      assertEquals(synced.size() + 6, early.files().size());
      look(client);
    }
  }

  private static List<String> contents(Mbsync program) throws IOException {
    return program.files().values().stream()
        .map(ButtonToRestoreTest::withoutMark)
        .sorted()
        .toList();
  }

  /** mbsync marks what it has uploaded with a field of its own. */
  private static String withoutMark(String message) {
    return message.replaceFirst("(?m)^X-TUID: .*\n", "");
  }

  private static byte[] mail(String subject) {
    return ("Subject: " + subject + "\r\n\r\nBuongiorno\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** As somebody does who has the disk and the sheet, and no box. */
  private void byHand(String words) throws IOException, InterruptedException {
    assertTrue(restic(words, "snapshots").contains("1 snapshots"));
    assertTrue(restic(words, "check", "--read-data").contains("no errors were found"));
  }

  private String restic(String words, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("restic", "--no-cache"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RESTIC_REPOSITORY", disk.resolve("portineria").toString());
    builder.environment().put("RESTIC_PASSWORD", words);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
