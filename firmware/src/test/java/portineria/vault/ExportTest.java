package portineria.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;

class ExportTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final byte[] ODD =
      "Subject: x\r\n\r\nFrom here\r\n>From there\n\0bare\rcr\r\nFro"
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temp;
  private Account account;

  @BeforeEach
  void fill() throws Exception {
    FakeStore store = new FakeStore(InstantSource.fixed(NOW));
    account = store.createAccount("maria", new Actor("", "cli"));
    append(MailboxName.INBOX, ODD, Set.of(Flag.SEEN, new Flag("$Forwarded")));
    MailboxName deep = new MailboxName("Clienti/Caffè S.p.A.");
    account.create(deep, Optional.empty());
    append(deep, "Subject: y\r\n\r\nciao\r\n".getBytes(StandardCharsets.US_ASCII), Set.of());
  }

  private void append(MailboxName name, byte[] octets, Set<Flag> flags) throws Exception {
    try (Incoming incoming = account.incoming(octets.length)) {
      incoming.write(octets, 0, octets.length);
      account
          .mailbox(name)
          .orElseThrow()
          .append(List.of(new Mailbox.Delivery(incoming.finish(), flags, NOW)));
    }
  }

  private long export(Path folder, ExportFormat format) throws IOException {
    return new Export(account, folder, (done, all) -> assertTrue(done <= all)).run(format);
  }

  @Test
  void anEmlExportKeepsEveryOctetAndTheDate() throws IOException {
    assertEquals(2, export(temp.resolve("out"), ExportFormat.EML));
    Path file = temp.resolve("out/INBOX/0000000001.eml");
    assertArrayEquals(ODD, Files.readAllBytes(file));
    assertEquals(NOW, Files.getLastModifiedTime(file).toInstant());
    assertTrue(Files.exists(temp.resolve("out/Clienti/Caffè S.p.A%2E/0000000001.eml")));
  }

  @Test
  void theListNamesEachMessageWithFlagsAndDigest() throws IOException {
    export(temp.resolve("out"), ExportFormat.EML);
    List<String> lines = Files.readAllLines(temp.resolve("out/messages.csv"));
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("\"INBOX\",1,\"\\Seen $Forwarded\",2026-03-02T08:00:00Z,"));
  }

  @Test
  void anMboxExportCanBeUndoneLineByLine() throws IOException {
    export(temp.resolve("out"), ExportFormat.MBOX);
    assertEquals(
        """
        From MAILER-DAEMON Mon Mar  2 08:00:00 2026
        Subject: x

        >From here
        >>From there
        \0bare\rcr
        Fro

        """,
        Files.readString(temp.resolve("out/INBOX.mbox"), StandardCharsets.ISO_8859_1));
  }

  @Test
  void aMaildirExportHasFlagsInItsNames() throws IOException {
    export(temp.resolve("out"), ExportFormat.MAILDIR);
    Path file =
        temp.resolve(
            "out/cur/" + NOW.getEpochSecond() + ".0000000001.portineria,S=" + ODD.length + ":2,Sa");
    assertArrayEquals(ODD, Files.readAllBytes(file));
    assertEquals("0 $Forwarded\n", Files.readString(temp.resolve("out/dovecot-keywords")));
    assertTrue(Files.isDirectory(temp.resolve("out/.Clienti.Caff&AOg- S&AC4-p&AC4-A&AC4-/cur")));
  }

  @Test
  void anExportIsTakenUpWhereItStopped() throws IOException {
    Path out = temp.resolve("out");
    export(out, ExportFormat.EML);
    Path kept = out.resolve("INBOX/0000000001.eml");
    Object key = Files.readAttributes(kept, "unix:ino").get("ino");
    Files.delete(out.resolve("messages.csv"));
    Files.writeString(out.resolve("messages.csv.part"), "torn");
    export(out, ExportFormat.EML);
    assertEquals(key, Files.readAttributes(kept, "unix:ino").get("ino"));
    assertEquals(3, Files.readAllLines(out.resolve("messages.csv")).size());
  }

  @Test
  void aFolderWithOtherFilesIsRefused() throws IOException {
    Files.writeString(temp.resolve("letter.txt"), "mine");
    IOException e = assertThrows(IOException.class, () -> export(temp, ExportFormat.EML));
    assertTrue(e.getMessage().contains("empty folder"));
  }
}
