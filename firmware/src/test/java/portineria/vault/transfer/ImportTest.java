package portineria.vault.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portineria.vault.transfer.Accounts.NOW;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.UidSet;

/** What comes in, what does not, and what is said of it. */
class ImportTest {
  @TempDir Path temp;
  private final Accounts accounts = new Accounts();
  private Account account;
  private Path mail;

  @BeforeEach
  void open() throws IOException {
    account = accounts.make("maria");
    mail = Files.createDirectory(temp.resolve("posta vecchia"));
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    return Files.setLastModifiedTime(file, FileTime.from(NOW));
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    Accounts.contents(account)
        .forEach(
            (name, messages) -> {
              if (!messages.isEmpty()) {
                counts.put(name, messages.size());
              }
            });
    return counts;
  }

  private void fill() throws IOException {
    for (int i = 1; i <= 12; i++) {
      write(mail.resolve("Clienti/" + i + ".eml"), "Subject: " + i + "\n\nx\n");
    }
    write(mail.resolve("letter.eml"), "Subject: at the top\r\n\r\nx\r\n");
    write(mail.resolve("notes.txt"), "Remember: the milk");
  }

  @Test
  void aFolderOfEmlFilesIsATreeOfMailboxes() throws Exception {
    fill();
    Importing importing = Importing.to(account);
    importing.from(mail);
    assertEquals(Map.of("Clienti", 12, "posta vecchia", 1), counts());
    assertEquals(List.of("notes.txt"), importing.passedOver);
    assertArrayEquals(
        "Subject: 2\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII),
        Accounts.octets(account, "Clienti").get(1),
        "in the order in which a person counts");
    assertTrue(Accounts.messages(account, "Clienti").getFirst().endsWith("Z [\\Seen]"));
    assertTrue(account.subscriptions().contains(new MailboxName("Clienti")));
  }

  @Test
  void whatIsGivenAgainBringsNothingTwice() throws Exception {
    fill();
    Importing.to(account).from(mail);
    assertEquals(new Tally(0, 0, 13, 0, 0, 0), Importing.to(account).from(mail).total());
    write(mail.resolve("Clienti/13.eml"), "Subject: 13\n\nx\n");
    assertEquals(new Tally(1, 18, 13, 0, 0, 0), Importing.to(account).from(mail).total());
  }

  @Test
  void whatWasMovedOrRemovedSinceStaysAwayUnlessItIsWantedAgain() throws Exception {
    fill();
    Importing.to(account).from(mail);
    Mailbox clients = Accounts.mailbox(account, "Clienti");
    clients.remove(UidSet.range(1, 2));
    clients.move(UidSet.range(3, 3), Accounts.mailbox(account, "Archive"));
    assertEquals(new Tally(0, 0, 10, 3, 0, 0), Importing.to(account).from(mail).total());
    assertEquals(3, Importing.to(account).again().from(mail).total().imported());
    assertEquals(12, counts().get("Clienti"));
  }

  private static Digest digest(String text) throws IOException {
    return Sha256.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))).digest();
  }

  private void erase(String text) throws Exception {
    Erasure erasure =
        new Erasure(
            List.of(new Erasure.Target("maria", digest(text))),
            Erasure.Extent.MESSAGES,
            Act.of(Act.Kind.MAIL_ERASED, new Actor("", "cli")));
    assertEquals(1, accounts.store.erase(erasure, (done, all) -> {}).size());
  }

  @Test
  void whatWasErasedStaysAwayWhereverItWouldGoAndIsNoTrouble() throws Exception {
    fill();
    write(mail.resolve("Other/1.eml"), "Subject: 1\n\nx\n");
    Importing.to(account).from(mail);
    erase("Subject: 1\r\n\r\nx\r\n");
    assertEquals(new Tally(0, 0, 12, 0, 2, 0), Importing.to(account).from(mail).total());
    assertEquals(new Tally(0, 0, 12, 0, 2, 0), Importing.to(account).again().from(mail).total());
    Import.Result elsewhere = Importing.to(account).into("Copy").from(mail);
    assertEquals(new Tally(12, 216, 0, 0, 2, 0), elsewhere.total());
    assertEquals(0, elsewhere.troubles());
    Import.Result dry = Importing.to(account).into("Nowhere").dry().from(mail);
    assertEquals(2, dry.total().erased());
    assertEquals(12, dry.total().imported());
    Account copy = accounts.make("copy");
    assertEquals(14, Importing.to(copy).from(mail).total().imported(), "another account's mail");
  }

  @Test
  void whatIsDamagedOnTheDiskIsMended() throws Exception {
    fill();
    write(mail.resolve("Other/1.eml"), "Subject: 1\n\nx\n");
    write(mail.resolve("Other/3.eml"), "Subject: 3\n\nx\n");
    Importing.to(account).from(mail);
    Accounts.mailbox(account, "Clienti").remove(UidSet.range(2, 2));
    for (int i = 1; i <= 3; i++) {
      accounts.store.damage("maria", digest("Subject: " + i + "\r\n\r\nx\r\n"));
    }
    Import.Result dry = Importing.to(account).dry().from(mail);
    assertEquals(new Tally(0, 0, 14, 1, 0, 5), dry.total());
    Import.Result result = Importing.to(account).from(mail);
    assertEquals(5, result.total().healed());
    assertEquals(0, result.total().imported());
    assertEquals(0, result.troubles());
    assertEquals(new Tally(0, 0, 14, 1, 0, 0), Importing.to(account).from(mail).total());
    accounts.store.damage("maria", digest("Subject: 2\r\n\r\nx\r\n"));
    assertEquals(1, Importing.to(account).again().from(mail).total().imported());
    assertEquals(new Tally(0, 0, 15, 0, 0, 0), Importing.to(account).from(mail).total());
  }

  /** Between the question whether it is missing and its delivery. */
  @Test
  void whatIsErasedMeanwhileIsNoTroubleEither() throws Exception {
    fill();
    Accounts.append(
        account, "Archive", "Subject: 1\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII), NOW);
    Importing heard = Importing.to(account);
    Import.Options options =
        new Import.Options(Optional.empty(), false, false, temp.resolve("unused"));
    boolean[] erased = {false};
    try (Importer importer = new Imports().begin(account)) {
      ImportDesk desk =
          (question, octets) -> {
            if (ImportWire.question(question) instanceof ImportQuestion.Deliver && !erased[0]) {
              erased[0] = true;
              try {
                erase("Subject: 1\r\n\r\nx\r\n");
              } catch (Exception e) {
                throw new IOException(e);
              }
            }
            return importer.answer(question, octets);
          };
      try (Import run = Import.of(mail, options, desk, heard)) {
        Import.Result result = run.run();
        assertEquals(0, result.troubles(), heard.troubles.toString());
        assertEquals(12, result.total().imported());
        assertEquals(1, result.total().erased());
      }
    }
    assertEquals(11, counts().get("Clienti"));
  }

  @Test
  void aMailboxGetsAsManyCopiesAsTheSourceHas() throws Exception {
    write(mail.resolve("A/1.eml"), "Subject: x\n\nx\n");
    write(mail.resolve("A/2.eml"), "Subject: x\n\nx\n");
    write(mail.resolve("B/3.eml"), "Subject: x\n\nx\n");
    Accounts.append(
        account, "A", "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII), NOW);
    assertEquals(new Tally(2, 34, 1, 0, 0, 0), Importing.to(account).from(mail).total());
    assertEquals(Map.of("A", 2, "B", 1), counts());
  }

  @Test
  void aDryRunChangesNothingAndSaysWhatWouldCome() throws Exception {
    fill();
    write(mail.resolve("Archive/1.eml"), "Subject: x\n\nx\n");
    Accounts.append(
        account, "Archive", "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII), NOW);
    Map<String, List<String>> before = Accounts.contents(account);
    accounts.store.refuseChanges(Refusal.Reason.READ_ONLY);
    Import.Result result = Importing.to(account).dry().from(mail);
    assertEquals(before, Accounts.contents(account));
    assertEquals(12, result.tallies().get(new MailboxName("Clienti")).imported());
    assertEquals(new Tally(0, 0, 1, 0, 0, 0), result.tallies().get(new MailboxName("Archive")));
  }

  @Test
  void whatCanNotBeReadIsNamedAndTheRestComes() throws Exception {
    fill();
    Path export = temp.resolve("export");
    Importing.to(account).from(mail);
    Accounts.export(account, export, ExportFormat.EML);
    Files.delete(export.resolve("Clienti/0000000001.eml"));
    write(export.resolve("Clienti/0000000002.eml"), "Subject: edited\r\n\r\n");
    Account copy = accounts.make("copy");
    Importing importing = Importing.to(copy);
    assertEquals(2, importing.from(export).troubles());
    assertEquals(
        List.of(
            "Clienti/0000000001.eml, UID 1: it is not there",
            "Clienti/0000000002.eml, UID 2: it is not what it was when it was exported; without"
                + " messages.csv it would be imported as it is"),
        importing.troubles);
    assertEquals(10, Accounts.messages(copy, "Clienti").size());
  }

  @Test
  void aMailboxThatCanNotBeIsNamedOnceAndItsMessagesOneByOne() throws Exception {
    fill();
    Account refusing =
        new RefusingAccount(account, new MailboxName("Clienti"), Refusal.Reason.CANNOT);
    Importing importing = Importing.to(refusing);
    Import.Result result = importing.from(mail);
    assertEquals(13, result.troubles());
    assertEquals(1, result.total().imported());
    assertEquals(
        "Clienti/1.eml: there can't be a mailbox Clienti: not this one",
        importing.troubles.getFirst());
  }

  @Test
  void aFullDiskEndsTheImportAndTheNextOneGoesOn() throws Exception {
    fill();
    accounts.store.refuseChanges(Refusal.Reason.NO_SPACE);
    Refusal refusal = assertThrows(Refusal.class, () -> Importing.to(account).from(mail));
    assertEquals(Refusal.Reason.NO_SPACE, refusal.reason());
    accounts.store.allowChanges();
    assertEquals(13, Importing.to(account).from(mail).total().imported());
  }

  @Test
  void aMessageIsWorthMoreThanItsKeywords() throws Exception {
    StringBuilder keywords = new StringBuilder("\\Seen");
    Accounts.append(account, "INBOX", new byte[] {'x'}, NOW);
    Mailbox inbox = Accounts.mailbox(account, "INBOX");
    for (int i = 0; i < FlagTable.KEYWORDS_MAX; i++) {
      inbox.store(
          UidSet.ALL,
          new Mailbox.FlagChange(Mailbox.FlagChange.Kind.ADD, Set.of(new Flag("k" + i))),
          portineria.store.ModSeq.MAX);
      keywords.append(" k").append(i);
    }
    write(
        mail.resolve("INBOX"),
        "From - Mon Mar 02 08:00:00 2026\nX-Mozilla-Status: 0001\nX-Mozilla-Keys: one more\n"
            + "Subject: x\n\nx\n\nFrom - Mon Mar 02 08:00:00 2026\nSubject: y\n\ny\n");
    Importing importing = Importing.to(account);
    assertEquals(2, importing.from(mail).total().imported());
    assertEquals(
        List.of("INBOX, message 1: its keywords are left out: the mailbox has too many"),
        importing.troubles);
    assertTrue(Accounts.messages(account, "INBOX").get(1).endsWith("[\\Seen]"));
  }

  @Test
  void twoImportsIntoOneAccountDoNotRunAtOneTime() throws Exception {
    Imports imports = new Imports();
    try (Importer _ = imports.begin(account)) {
      assertThrows(Refusal.class, () -> imports.begin(account).close());
      imports.begin(accounts.make("other")).close();
    }
    imports.begin(account).close();
  }

  @Test
  void aFileThatChangesWhileItIsReadIsNotTaken() throws Exception {
    Path file = write(mail.resolve("a.eml"), "Subject: x\r\n\r\nx\r\n");
    Importing importing = Importing.to(account);
    try (Importer desk = new Imports().begin(account);
        Import changing =
            Import.of(
                mail,
                new Import.Options(Optional.empty(), false, false, temp),
                (question, octets) -> {
                  if (question[0] == 'o') {
                    write(file, "Subject: other\r\n\r\nx\r\n");
                  }
                  return desk.answer(question, octets);
                },
                importing)) {
      assertEquals(1, changing.run().troubles());
    }
    assertEquals(List.of("a.eml: it has changed while it was read"), importing.troubles);
    assertEquals(Map.of(), counts());
  }

  @Test
  void aMaildirOfDovecotOrMbsyncHasFlagsKeywordsAndDates() throws Exception {
    for (String part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(mail.resolve(part));
    }
    write(mail.resolve("cur/1000.M1P1.host,S=20,W=22:2,FRSabz"), "Subject: a\n\nx\n");
    write(mail.resolve("cur/999.M1P1.host"), "Subject: none\n\nx\n");
    write(mail.resolve("new/1001.M1P1.host"), "Subject: new\n\nx\n");
    write(mail.resolve("new/1003.1_1.host:2,F"), "Subject: new and flagged\n\nx\n");
    write(mail.resolve("tmp/1002.M1P1.host"), "Subject: half\n\n");
    write(mail.resolve("dovecot-keywords"), "0 $Forwarded\n1 Work\n");
    write(mail.resolve("subscriptions"), "V\t2\n\nINBOX\n");
    write(
        mail.resolve(".Clienti.Caff&AOg-/cur/1.1_1.host,U=7;2,PT"),
        "Date: Sun, 1 Mar 2026 10:00:00 +0100\n\nx\n");
    write(mail.resolve("Verbatim/Sub/cur/1.1_1.host:2,D"), "Subject: s\n\nx\n");
    Importing importing = Importing.to(account);
    importing.from(mail);
    assertEquals(List.of(), importing.troubles);
    List<String> inbox = Accounts.messages(account, "INBOX");
    assertEquals(4, inbox.size());
    assertTrue(inbox.get(0).endsWith("2026-03-02T08:00:00Z []"), inbox.get(0));
    assertTrue(inbox.get(1).endsWith("[$Forwarded, Work, \\Answered, \\Flagged, \\Seen]"));
    assertTrue(inbox.get(2).endsWith("[]"));
    assertTrue(inbox.get(3).endsWith("[\\Flagged]"));
    assertTrue(
        Accounts.messages(account, "Clienti/Caffè")
            .getFirst()
            .endsWith("2026-03-01T09:00:00Z [$Forwarded, \\Deleted]"));
    assertEquals(Map.of("Clienti/Caffè", 1, "INBOX", 4, "Verbatim/Sub", 1), counts());
  }

  @Test
  void whatIsNoMailIsRefusedWithAWordOfWhatIs() throws Exception {
    fill();
    assertTrue(refused(mail.resolve("notes.odt")).contains("check its name"));
    write(temp.resolve("picture"), "\u0089PNG\r\n");
    assertTrue(refused(temp.resolve("picture")).contains("is no mail"));
    write(temp.resolve("settings"), "root:x:0:0:root:/root:/bin/bash\n");
    assertTrue(refused(temp.resolve("settings")).contains("is no mail"), "a colon makes no field");
    write(temp.resolve("profile/prefs.js"), "");
    write(temp.resolve("profile/Mail/Local Folders/Inbox"), "");
    assertTrue(
        refused(temp.resolve("profile"))
            .contains("one of these folders in it: Mail/Local Folders"));
    Files.createDirectories(temp.resolve("half/export.part"));
    assertTrue(refused(temp.resolve("half")).contains("did not end"));
  }

  private String refused(Path path) {
    return assertThrows(IOException.class, () -> Importing.to(account).from(path)).getMessage();
  }

  @Test
  void namesThatNoMailboxCanHaveAreMadeFit() {
    ForeignNames names = new ForeignNames(Optional.empty(), "own");
    assertEquals("Caffè", names.of("Caffe\u0300").value());
    assertEquals("a_b", names.of("a\u0007b").value());
    assertEquals("a/b", names.of("/a//b/").value());
    assertEquals("INBOX/x", names.of("inbox/x").value());
    assertEquals(1000, names.of("x".repeat(2000)).value().length());
    assertEquals(50, names.of("x/".repeat(80)).value().split("/").length);
    assertEquals("own", names.of("").value());
  }
}
