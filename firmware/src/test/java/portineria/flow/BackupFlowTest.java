package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;

/**
 * The box at work, with backups: upstream goes what was read back, and nothing else; after a
 * restore a mail program finds each message under the UID that it knows, and what it saw after the
 * backup never under another message's.
 */
@Tag("slow")
@Timeout(240)
class BackupFlowTest {
  private static final int MESSAGES = 12;

  @TempDir Path temp;

  private static byte[] message(int number) {
    return ("Subject: number " + number + "\r\n\r\nBuongiorno " + number + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> inbox(Appliance box) throws IOException {
    try (ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD);
      List<String> seen = new ArrayList<>(client.command("STATUS INBOX (UIDVALIDITY)").untagged());
      client.expectOk("EXAMINE INBOX");
      seen.addAll(client.command("FETCH 1:* (UID FLAGS RFC822.SIZE INTERNALDATE)").untagged());
      return seen;
    }
  }

  @Test
  void whatWasReadBackGoesUpstreamAndComesBackUnderItsUid() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    Path home = temp.resolve("home");
    List<String> before;
    try (Dovecot upstream = Dovecot.start(temp.resolve("upstream"))) {
      for (int i = 0; i < MESSAGES; i++) {
        upstream.deliver("user", message(i));
      }
      Path data =
          Setting.accountAndSource(
              temp, upstream, "--tls", "none", "--keep", "backup", "--every", "3600");
      try (Appliance box = Appliance.run(data)) {
        Setting.say(data, "fetch");
        assertEquals(MESSAGES, upstream.messages("user"));
        try (ImapClient client = new ImapClient(box.port("imap"))) {
          client.login(Setting.ACCOUNT, Setting.PASSWORD).expectOk("SELECT INBOX");
          client.expectOk("STORE 2,5 +FLAGS.SILENT (\\Seen \\Flagged)");
        }
        before = inbox(box);
        Setting.say(data, "backup", "target", "add", "usb", "--folder", disk.toString());
        String said = Setting.say(data, "backup", "run").text();
        assertTrue(said.contains("usb: green, can be restored: 12 messages"), said);
        upstream.deliver("user", message(MESSAGES));
        Setting.say(data, "fetch");
        assertEquals(1, upstream.messages("user"), "what came later is in no backup");
        assertEquals(0, Setting.say(data, "backup", "list").exit());
        String status = Appliance.say("status", "--data", data.toString()).text();
        assertTrue(status.contains("The last backup that can be restored is of "), status);
      }
      Path words = temp.resolve("words");
      Files.writeString(words, Setting.say(data, "recovery-sheet", "--text").text());
      Setting.say(home, "restore", "--from", disk.toString(), "--key-file", words.toString());
      Setting.say(home, "verify");
      try (Appliance box = Appliance.run(home)) {
        // It fetches when it starts: what comes then is behind the rest.
        assertEquals(before, inbox(box).subList(0, before.size()));
        Setting.say(home, "fetch");
        String last = inbox(box).getLast();
        assertTrue(last.matches("(?s).*UID 1048[0-9]{3}.*"), last);
      }
    }
  }

  /** Where a message lies whose text the volumes hold once. */
  private static void damage(Path data, String text) throws IOException {
    List<Path> volumes;
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      volumes = files.filter(file -> file.toString().endsWith(".tar")).toList();
    }
    for (Path volume : volumes) {
      int at = Files.readString(volume, StandardCharsets.ISO_8859_1).indexOf(text);
      if (at >= 0) {
        try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
          file.seek(at);
          file.write('?');
        }
        return;
      }
    }
    throw new AssertionError(text + " is in no volume");
  }

  @Test
  void whatTheDiskHasLostIsHealedFromABackupWhileTheBoxRuns() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    Path data = Setting.account(temp);
    try (Appliance box = Appliance.run(data);
        ImapClient client = new ImapClient(box.port("imap"))) {
      client.login(Setting.ACCOUNT, Setting.PASSWORD);
      for (int i = 0; i < MESSAGES; i++) {
        client.append("INBOX", "(\\Seen) ", message(i));
      }
      ImapSnapshot before = ImapSnapshot.of(client, "INBOX");
      Setting.say(data, "backup", "target", "add", "usb", "--folder", disk.toString());
      Setting.say(data, "backup", "run");
      assertTrue(
          Setting.say(data, "backup", "heal").text().startsWith("no message is known to be"));
      damage(data, "Buongiorno 7");
      damage(data, "Buongiorno 11");
      Appliance.Said found = Appliance.say("verify", "--data", data.toString());
      assertEquals(1, found.exit(), found::text);
      assertTrue(found.text().contains("portineria backup heal takes it"), found::text);
      String status = Appliance.say("status", "--data", data.toString()).text();
      assertTrue(status.contains("2 messages are damaged"), status);
      String healed = Setting.say(data, "backup", "heal", "usb").text();
      assertEquals("2 messages are whole again\n", healed);
      assertEquals("all is well\n", Setting.say(data, "verify").text());
      status = Appliance.say("status", "--data", data.toString()).text();
      assertFalse(status.contains("damaged"), status);
      assertEquals(before, ImapSnapshot.of(client, "INBOX"));
    }
  }
}
