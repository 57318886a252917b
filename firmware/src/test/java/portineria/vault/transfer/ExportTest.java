package portineria.vault.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portineria.vault.transfer.Accounts.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.SpecialUse;
import portineria.store.UidSet;

class ExportTest {
  private static final byte[] ODD =
      "Subject: x\r\n\r\nFrom here\r\n>From there\n\0bare\rcr\r\nFro"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PLAIN =
      "Subject: y\r\n\r\nFrom: no\r\nFrom 1\r\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temp;
  private final Accounts accounts = new Accounts();
  private Account account;
  private Path out;

  @BeforeEach
  void fill() throws Exception {
    out = temp.resolve("out");
    account = accounts.make("maria");
    Accounts.append(account, "INBOX", ODD, NOW, Flag.SEEN, new Flag("$Forwarded"));
    Accounts.append(account, "Clienti/Caffè S.p.A.", PLAIN, NOW);
  }

  private Accounts.Exporting export(ExportFormat format) throws IOException {
    return Accounts.export(account, out, format);
  }

  @Test
  void anEmlExportKeepsEveryOctetAndTheDate() throws IOException {
    assertEquals(
        new Export.Result(2, ODD.length + PLAIN.length, 0), export(ExportFormat.EML).result);
    Path file = out.resolve("INBOX/0000000001.eml");
    assertArrayEquals(ODD, Files.readAllBytes(file));
    assertEquals(NOW, Files.getLastModifiedTime(file).toInstant());
    assertTrue(Files.exists(out.resolve("Clienti/Caffè S.p.A%2E/0000000001.eml")));
  }

  @Test
  void theListsNameEachMailboxAndEachMessage() throws Exception {
    account.create(new MailboxName("Gesendet"), Optional.of(SpecialUse.SENT));
    export(ExportFormat.EML);
    List<String> messages = Files.readAllLines(out.resolve("messages.csv"));
    assertEquals(3, messages.size());
    assertTrue(
        messages.get(1).startsWith("INBOX,1,\"\\Seen $Forwarded\",2026-03-02T08:00:00Z,50,"),
        messages.get(1));
    assertTrue(messages.get(1).endsWith(",INBOX/0000000001.eml,0,kept"), messages.get(1));
    List<String> mailboxes = Files.readAllLines(out.resolve("mailboxes.csv"));
    assertTrue(
        mailboxes.stream().anyMatch(row -> row.matches("Gesendet,Gesendet,\\d+,1,no,.Sent")),
        mailboxes.toString());
    assertTrue(
        mailboxes.stream().anyMatch(row -> row.matches("INBOX,INBOX,\\d+,2,yes,\"\"")),
        mailboxes.toString());
  }

  @Test
  void anMboxHasLfWhereItCanBeUndoneAndElseTheMessageAsItIs() throws IOException {
    export(ExportFormat.MBOX);
    assertEquals(
        "From MAILER-DAEMON Mon Mar  2 08:00:00 2026\n"
            + "Subject: x\r\n\r\n>From here\r\n>>From there\n\0bare\rcr\r\nFro\n\n",
        Files.readString(out.resolve("INBOX.mbox"), StandardCharsets.ISO_8859_1));
    assertEquals(
        """
        From MAILER-DAEMON Mon Mar  2 08:00:00 2026
        Subject: y

        From: no
        >From 1

        """,
        Files.readString(out.resolve("Clienti/Caffè S.p.A%2E.mbox")));
    List<String> messages = Files.readAllLines(out.resolve("messages.csv"));
    assertTrue(messages.get(1).endsWith(",INBOX.mbox,0,\"kept added\""), messages.get(1));
    assertTrue(messages.get(2).endsWith(",0,lf"), messages.get(2));
  }

  @Test
  void aMaildirHasFlagsKeywordsUidsAndSubscriptions() throws IOException {
    export(ExportFormat.MAILDIR);
    String name = NOW.getEpochSecond() + ".0000000001.portineria,S=" + ODD.length;
    assertArrayEquals(ODD, Files.readAllBytes(out.resolve("cur/" + name + ":2,Sa")));
    assertEquals("0 $Forwarded\n", Files.readString(out.resolve("dovecot-keywords")));
    assertTrue(
        Files.readString(out.resolve("dovecot-uidlist")).matches("3 V\\d+ N2\n1 :" + name + "\n"));
    assertTrue(Files.isDirectory(out.resolve(".Clienti.Caff&AOg- S_p_A_/cur")));
    assertEquals(
        "V\t2\n\nINBOX\nArchive\nDrafts\nJunk\nSent\nTrash\n",
        Files.readString(out.resolve("subscriptions")));
  }

  @Test
  void mailIsForItsOwnerAlone() throws IOException {
    export(ExportFormat.EML);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void aFolderWithOtherFilesIsRefusedAndLeftAsItIs() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("letter.txt"), "mine");
    IOException e = assertThrows(IOException.class, () -> export(ExportFormat.EML));
    assertTrue(e.getMessage().contains("empty folder"), e.getMessage());
    assertEquals(1, out.toFile().list().length);
  }

  @Test
  void aFinishedExportIsNotTouched() throws IOException {
    export(ExportFormat.EML);
    IOException e = assertThrows(IOException.class, () -> export(ExportFormat.EML));
    assertTrue(e.getMessage().contains("holds an export already"), e.getMessage());
  }

  @Test
  void mailboxesThatDifferInCapitalsAloneGetFilesOfTheirOwn() throws Exception {
    Accounts.append(account, "Rossi", PLAIN, NOW);
    Accounts.append(account, "ROSSI", ODD, NOW);
    Accounts.append(account, "CON", ODD, NOW);
    Accounts.append(account, "a/" + "b".repeat(500) + "/c", PLAIN, NOW);
    export(ExportFormat.EML);
    assertArrayEquals(ODD, Files.readAllBytes(out.resolve("ROSSI/0000000001.eml")));
    assertFalse(Files.exists(out.resolve("Rossi")));
    try (var files = Files.walk(out)) {
      List<String> names = files.map(path -> out.relativize(path).toString()).toList();
      assertTrue(names.stream().anyMatch(name -> name.matches("Rossi~[0-9a-f]{8}/0+1.eml")));
      assertTrue(names.stream().anyMatch(name -> name.equals("%43ON/0000000001.eml")));
      assertTrue(names.stream().allMatch(name -> name.length() < 200), names.toString());
    }
  }

  @Test
  void aMessageThatCanNotBeReadKeepsNoOtherBack() throws Exception {
    byte[] large = new byte[5_000];
    Accounts.append(account, "INBOX", large, NOW);
    Accounts.append(account, "INBOX", PLAIN, NOW);
    accounts.store.damageAfter(1_000);
    for (ExportFormat format : ExportFormat.values()) {
      out = temp.resolve(format.name());
      Accounts.Exporting heard = export(format);
      assertEquals(3, heard.result.messages());
      assertEquals(1, heard.result.unreadable());
      assertEquals(
          List.of("INBOX 2: it can't be read: portineria verify says more"), heard.unreadable);
      assertEquals(4, Files.readAllLines(out.resolve("messages.csv")).size());
      Account fresh = accounts.make("import-" + format.name().toLowerCase(Locale.ROOT));
      assertEquals(0, Importing.to(fresh).from(out).troubles());
      assertEquals(2, Accounts.messages(fresh, "INBOX").size());
    }
  }

  /** Stops after so many messages. */
  private void interrupt(ExportFormat format, int after) {
    Accounts.Exporting heard = new Accounts.Exporting();
    Export.Listener stop =
        new Export.Listener() {
          @Override
          public void progressed(long messages, long total, long octets, long octetsTotal)
              throws IOException {
            if (messages == after) {
              throw new IOException("interrupted");
            }
          }

          @Override
          public void unreadable(MailboxName mailbox, long uid, String why) {
            heard.unreadable(mailbox, uid, why);
          }
        };
    assertThrows(IOException.class, () -> new Export(account, out, stop).run(format));
    assertFalse(Files.exists(out.resolve("messages.csv")));
  }

  private void fillMore() throws Exception {
    for (int i = 0; i < 10; i++) {
      byte[] octets = ("Subject: " + i + "\r\n\r\nFrom " + i + "\r\n").getBytes();
      Accounts.append(account, i % 3 == 0 ? "Archive" : "INBOX", octets, NOW.plusSeconds(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedExportGoesOnWhereverItStopped(ExportFormat format) throws Exception {
    fillMore();
    for (int after = 1; after <= 12; after++) {
      out = temp.resolve("out" + after);
      interrupt(format, after);
      interrupt(format, Math.max(1, after - 2));
      assertEquals(12, export(format).result.messages());
      Account copy = accounts.make("copy-" + after);
      assertEquals(0, Importing.to(copy).from(out).troubles());
      assertEquals(Accounts.contents(account), Accounts.contents(copy), "stopped after " + after);
      assertEquals(12, countMessages(format), "nothing is left over");
    }
  }

  private long countMessages(ExportFormat format) throws IOException {
    long count = 0;
    try (var files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        assertFalse(name.endsWith(".part") || name.endsWith(".rows"), file.toString());
        count +=
            switch (format) {
              case EML -> name.endsWith(".eml") ? 1 : 0;
              case MAILDIR -> name.contains(":2,") ? 1 : 0;
              case MBOX ->
                  name.endsWith(".mbox")
                      ? Files.readString(file, StandardCharsets.ISO_8859_1)
                          .lines()
                          .filter(line -> line.startsWith("From MAILER"))
                          .count()
                      : 0;
            };
      }
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource
  void whatHappensToTheMailMeanwhileIsInTheExport(ExportFormat format) throws Exception {
    fillMore();
    interrupt(format, 9);
    Mailbox inbox = Accounts.mailbox(account, "INBOX");
    inbox.store(
        UidSet.range(1, 3),
        new Mailbox.FlagChange(
            Mailbox.FlagChange.Kind.ADD, java.util.Set.of(Flag.FLAGGED, new Flag("Work"))),
        portineria.store.ModSeq.MAX);
    inbox.remove(UidSet.range(4, 4));
    account.rename(new MailboxName("Archive"), new MailboxName("Archive 2026"));
    account.delete(new MailboxName("Clienti/Caffè S.p.A."));
    Accounts.append(account, "INBOX", PLAIN, NOW, Flag.DRAFT);
    export(format);
    Account copy = accounts.make("copy");
    copy.delete(new MailboxName("Archive"));
    assertEquals(0, Importing.to(copy).from(out).troubles());
    assertEquals(Accounts.contents(account), Accounts.contents(copy));
    assertEquals(11, countMessages(format), "what is gone is gone from the folder, too");
  }

  @Test
  void anotherAccountOrFormatDoesNotGoOnThere() throws Exception {
    interrupt(ExportFormat.EML, 1);
    IOException format = assertThrows(IOException.class, () -> export(ExportFormat.MBOX));
    assertTrue(format.getMessage().contains("another format"), format.getMessage());
    account = accounts.make("paolo");
    IOException other = assertThrows(IOException.class, () -> export(ExportFormat.EML));
    assertTrue(other.getMessage().contains("another account"), other.getMessage());
  }

  @Test
  void aFileThatAPowerCutSpoiledIsWrittenAgain() throws Exception {
    interrupt(ExportFormat.EML, 2);
    Path file = out.resolve("INBOX/0000000001.eml");
    Files.write(file, new byte[ODD.length]);
    export(ExportFormat.EML);
    assertArrayEquals(ODD, Files.readAllBytes(file));
  }

  @Test
  void anMboxThatAPowerCutSpoiledIsWrittenAgain() throws Exception {
    fillMore();
    interrupt(ExportFormat.MBOX, 5);
    Path part = out.resolve("INBOX.mbox.part");
    byte[] octets = Files.readAllBytes(part);
    octets[200] ^= 1;
    Files.write(part, octets);
    export(ExportFormat.MBOX);
    Account copy = accounts.make("copy");
    assertEquals(0, Importing.to(copy).from(out).troubles());
    assertEquals(Accounts.contents(account), Accounts.contents(copy));
  }
}
