package portineria.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.peer.Dovecot;
import portineria.peer.ImapClient;
import portineria.peer.RawPop3;
import portineria.peer.SmallDisk;

/**
 * The running appliance on a disk that becomes full, a real one: what is new is refused, nothing
 * that was stored suffers, and it goes on when there is space again.
 */
@Tag("slow")
@Timeout(300)
class FullDiskTest {
  private static final long MB = 1_000_000;
  private static final long ROOMY = 1000 * MB;

  /** Below the store's reserve. */
  private static final long LITTLE = 200 * MB;

  private static final String FULL =
      "portineria: the disk is full: free some space on it, then start again\n";

  /** In memory, in the spool, and a volume of its own. */
  private static final List<byte[]> MAIL =
      List.of(message("small", 200), message("medium", 100_000), message("large", 2_000_000));

  @TempDir Path temp;
  private SmallDisk disk;
  private Path data;

  private static byte[] message(String subject, int octets) {
    StringBuilder text = new StringBuilder("Subject: " + subject + "\r\n\r\n");
    while (text.length() < octets) {
      text.append(subject).append(' ').append(text.length()).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @BeforeEach
  void addUser() throws Exception {
    disk = SmallDisk.mount(temp.resolve("disk"), ROOMY);
    data = disk.folder().resolve("data");
    say("user", "add", "maria", "--password-file", password()).expectDone();
  }

  @AfterEach
  void unmount() throws Exception {
    disk.close();
  }

  private String password() throws IOException {
    return Files.writeString(temp.resolve("password"), "secret\n").toString();
  }

  private Appliance.Said say(String... command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--data", data.toString()));
    return disk.say(words.toArray(String[]::new));
  }

  private static ImapClient client(Appliance box) throws IOException {
    return new ImapClient(box.port("imap")).login("maria", "secret");
  }

  /** What is in INBOX by IMAP, and by POP3, is just this. */
  private static void assertServed(Appliance box, List<byte[]> expected) throws Exception {
    try (ImapClient client = client(box)) {
      client.expectOk("EXAMINE INBOX").expectOk("FETCH 1:* (ENVELOPE BODYSTRUCTURE)");
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), client.body(i + 1), "message " + (i + 1));
      }
    }
    try (RawPop3 pop3 = new RawPop3(box.port("pop3")).login("maria", "secret")) {
      List<byte[]> all = pop3.all();
      assertEquals(expected.size(), all.size());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), all.get(i), "message " + (i + 1));
      }
    }
  }

  @Test
  void belowTheReserveNoMailComesInAndAllElseGoesOn() throws Exception {
    try (Dovecot upstream = Dovecot.start(temp.resolve("upstream"))) {
      addSource(upstream);
      try (Appliance box = disk.run(data);
          ImapClient client = client(box)) {
        for (byte[] message : MAIL) {
          client.append("INBOX", "", message);
        }
        disk.leaveFree(LITTLE);
        for (byte[] message : MAIL) {
          IOException no =
              assertThrows(IOException.class, () -> client.append("INBOX", "", message));
          assertTrue(no.getMessage().startsWith("APPEND: NO [OVERQUOTA] "), no.getMessage());
          upstream.deliver("user", message);
        }
        Appliance.Said fetch = say("fetch");
        assertEquals(1, fetch.exit(), fetch.text());
        assertTrue(fetch.text().contains("full"), fetch.text());
        assertEquals(MAIL.size(), upstream.messages("user"), "nothing was deleted upstream");
        Appliance.Said status = say("status");
        assertEquals(1, status.exit());
        assertTrue(status.text().contains("free on the disk: make room"), status.text());

        assertServed(box, MAIL);
        client.expectOk("SELECT INBOX");
        client.expectOk("STORE 1:* +FLAGS (\\Seen odd)");
        client.expectOk("CREATE Clienti");
        client.expectOk("COPY 1 Clienti");
        client.expectOk("MOVE 1 Archive");
        client.expectOk("STORE 1 +FLAGS (\\Deleted)");
        client.expectOk("EXPUNGE");
        try (RawPop3 pop3 = new RawPop3(box.port("pop3")).login("maria", "secret")) {
          pop3.command("DELE 1");
        }

        disk.leaveFree(ROOMY);
        client.append("INBOX", "", MAIL.getFirst());
        say("fetch").expectDone();
        assertEquals(0, upstream.messages("user"));
        assertEquals(
            "* STATUS \"INBOX\" (MESSAGES 5)",
            client.command("STATUS INBOX (MESSAGES)").untagged().getFirst());
      }
    }
    assertEquals("all is well\n", say("verify").expectDone().text());
  }

  private void addSource(Dovecot upstream) throws Exception {
    String port = Integer.toString(upstream.pop3Port());
    List<String> words = new ArrayList<>(List.of("source", "add", "hoster", "--account", "maria"));
    words.addAll(List.of("--host", "127.0.0.1", "--port", port, "--tls", "none"));
    words.addAll(List.of("--user", "user", "--password-file", password()));
    words.addAll(List.of("--keep", "none", "--every", "3600"));
    say(words.toArray(String[]::new)).expectDone();
  }

  /** Other programs may take even the reserve. */
  @Test
  void withoutASingleFreeBlockAllIsServedAndWhatWasAcknowledgedStays() throws Exception {
    int last;
    try (Appliance box = disk.run(data);
        ImapClient client = client(box)) {
      for (byte[] message : MAIL) {
        client.append("INBOX", "", message);
      }
      client.expectOk("SELECT INBOX");
      client.expectOk("STORE 1 FLAGS.SILENT (" + keywords(0) + ")");
      disk.leaveFree(0);
      last = flagUntilRefused(client, 0);
      assertServed(box, MAIL);
      assertEquals(1, say("status").exit());
    }
    disk.leaveFree(0);
    try (Appliance box = disk.run(data)) { // on its ballast
      last = look(box, last);
      box.kill();
    }
    try (Appliance box = disk.run(data)) {
      look(box, last);
    }
    disk.leaveFree(0);
    IOException full = assertThrows(IOException.class, () -> disk.run(data));
    assertTrue(full.getMessage().contains(FULL), full.getMessage());
    disk.leaveFree(ROOMY);
    try (Appliance box = disk.run(data);
        ImapClient client = client(box)) {
      assertTrue(Files.exists(disk.outside().resolve("data/ballast")));
      client.append("INBOX", "", MAIL.getFirst());
      client.expectOk("SELECT INBOX").expectOk("STORE 1:* +FLAGS (\\Seen)");
    }
    assertEquals("all is well\n", say("verify").expectDone().text());
  }

  /** Gives the number of the last flags that were acknowledged. */
  private static int look(Appliance box, int last) throws Exception {
    assertServed(box, MAIL);
    try (ImapClient client = client(box)) {
      client.expectOk("SELECT INBOX");
      String line = client.command("FETCH 1 FLAGS").untagged().getFirst();
      assertEquals("* 1 FETCH (FLAGS (" + keywords(last) + "))", line);
      return flagUntilRefused(client, last);
    }
  }

  private static int flagUntilRefused(ImapClient client, int last) throws IOException {
    for (int i = last + 1; i < last + 5000; i++) {
      String tagged = client.command("STORE 1 FLAGS.SILENT (" + keywords(i) + ")").tagged();
      if (!tagged.startsWith("OK")) {
        assertTrue(tagged.startsWith("NO [OVERQUOTA] "), tagged);
        return i - 1;
      }
    }
    throw new AssertionError("it never was full");
  }

  /** A number as the keywords of a message: one for each of its bits. */
  private static String keywords(int number) {
    StringBuilder keywords = new StringBuilder("none");
    for (int bit = 0; bit < 16; bit++) {
      if ((number >> bit & 1) == 1) {
        keywords.append(" bit").append(bit);
      }
    }
    return keywords.toString();
  }
}
