package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.mail.MailGenerator;
import portineria.peer.Appliance;
import portineria.peer.ImapClient;
import portineria.peer.Mbsync;

/**
 * The address {@code info} is shared by two people, each with mbsync as program: both see and
 * change the same, the box knows who removed what, and it comes back.
 */
@Tag("long")
class SharedMailboxTest {
  private static final int MESSAGES = 20;
  private static final String PATTERNS = "Shared/info* !Shared/info/Recoverable*";

  @TempDir Path temp;

  private String say(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", temp.resolve("data").toString()));
    return Appliance.say(all.toArray(String[]::new)).expectDone().text();
  }

  @Test
  void twoPeopleKeepASharedMailboxTheSame() throws Exception {
    String password = Files.writeString(temp.resolve("password"), "secret\n").toString();
    say("user", "add", "info", "maria", "bruno", "--password-file", password);
    try (Appliance box = Appliance.run(temp.resolve("data"));
        ImapClient info = new ImapClient(box.port("imap"))) {
      info.login("info", "secret");
      MailGenerator mail = new MailGenerator(20261128).withAttachmentsUpTo(40_000).withOddShare(0);
      for (int i = 0; i < MESSAGES; i++) {
        info.append("INBOX", "(\\Seen) ", mail.message(i));
      }
      say("share", "give", "info", "maria", "bruno", "--rights", "write");
      Mbsync maria = new Mbsync(temp.resolve("maria"), "maria", "secret", PATTERNS);
      Mbsync bruno = new Mbsync(temp.resolve("bruno"), "bruno", "secret", PATTERNS);
      maria.sync(box.port("imap"));
      bruno.sync(box.port("imap"));
      assertEquals(MESSAGES, inbox(maria).size());
      assertEquals(inbox(maria), inbox(bruno));

      // Each changes something: a flag, a removal, a new message.
      List<Path> files = files(maria);
      Path flagged = files.get(0);
      Files.move(flagged, flagged.resolveSibling(name(flagged) + "FS"));
      Path trashed = files.get(1);
      Files.move(trashed, trashed.resolveSibling(name(trashed) + "ST"));
      Path folder = bruno.near().resolve("Shared/info/new");
      Files.writeString(folder.resolve("1.near"), "Subject: from bruno\n\nHello\n");
      for (Mbsync program : List.of(maria, bruno, maria)) {
        program.sync(box.port("imap"));
      }
      assertEquals(MESSAGES, inbox(maria).size(), "one less, one more");
      assertEquals(inbox(maria), inbox(bruno));
      assertEquals(1, inbox(maria).values().stream().filter(f -> f.contains("F")).count());
      info.expectOk("SELECT INBOX");
      assertEquals(MESSAGES, info.command("FETCH 1:* (UID FLAGS)").untagged().size());

      String removals = say("vault", "removals", "info");
      assertTrue(
          removals.contains("the colleague maria over IMAP removed 1 message from INBOX"),
          removals);
      try (ImapClient client = new ImapClient(box.port("imap"))) {
        client.login("maria", "secret");
        client.expectOk("SELECT Shared/info/Recoverable/INBOX");
        client.expectOk("MOVE 1 Shared/info");
        client.expectOk("COPY 1:* INBOX");
      }
      bruno.sync(box.port("imap"));
      assertEquals(MESSAGES + 1, inbox(bruno).size());
      assertTrue(say("share", "list").contains("write (lrswipte)"));
      say("share", "take", "info", "bruno");
      try (ImapClient client = new ImapClient(box.port("imap"))) {
        client.login("bruno", "secret");
        assertTrue(client.command("SELECT Shared/info").tagged().contains("NO [NONEXISTENT]"));
      }
    }
    say("audit", "verify");
    say("verify");
  }

  /** What is in there, with its flags. */
  private static Map<String, String> inbox(Mbsync program) throws Exception {
    Map<String, String> inbox = new TreeMap<>();
    for (Path file : files(program)) {
      String name = file.getFileName().toString();
      String octets = Files.readString(file, StandardCharsets.ISO_8859_1);
      String flags = name.contains(":2,") ? name.substring(name.indexOf(":2,") + 3) : "";
      inbox.put(octets.replaceAll("(?m)^X-TUID: .*\n", ""), flags);
    }
    return inbox;
  }

  private static List<Path> files(Mbsync program) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("cur", "new")) {
      try (var all = Files.list(program.near().resolve("Shared/info").resolve(part))) {
        all.forEach(files::add);
      }
    }
    return files;
  }

  /** Up to where the flags begin. */
  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.contains(":2,") ? name.substring(0, name.indexOf(":2,") + 3) : name + ":2,";
  }
}
