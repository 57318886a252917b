package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.volume.Location;

/** What is wrong is named exactly, and all else is served. */
class VerifyTest {
  private static final int SMALL = 6;

  @TempDir Path data;

  private StoreSettings settings;
  private final List<Location> locations = new ArrayList<>();

  /** INBOX: small messages and a large one; Archive: a copy of the second. */
  @BeforeEach
  void fill() throws Exception {
    settings = TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
    try (OpenBox box = OpenBox.of(settings)) {
      for (int i = 0; i < SMALL; i++) {
        box.add(box.inbox(), "message " + i + " ".repeat(4000));
      }
      box.add(box.inbox(), "large".repeat(5000));
      box.inbox().copy(UidSet.range(2, 2), box.mailbox("Archive"));
      Engine engine = box.store().opened().engine();
      LiveAccount anna = engine.catalog().account("anna").orElseThrow();
      for (int i = 0; i <= SMALL; i++) {
        MessageId message = box.inbox().view().message(i);
        locations.add(engine.locations().location(anna, message));
      }
    }
  }

  private List<Finding> verify() throws IOException {
    return Verify.run(settings, (octets, total) -> {});
  }

  private Path volume(int number) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      String name = String.format("%06d.tar", number);
      return files
          .filter(file -> file.getFileName().toString().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Finding.Entry entry(String mailbox, long uid) {
    return new Finding.Entry("anna", new MailboxName(mailbox), new Uid(uid));
  }

  @Test
  void allIsWell() throws Exception {
    List<Long> progress = new ArrayList<>();
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> progress.add(total - octets)));
    assertEquals(0, progress.getLast(), "all octets were read");
  }

  @Test
  void anOctetThatHasChangedIsNamedWithEveryMailboxThatListsTheMessage() throws Exception {
    Location second = locations.get(1);
    try (RandomAccessFile file = new RandomAccessFile(volume(second.volume()).toFile(), "rw")) {
      file.seek(second.offset() + 100);
      file.write('X');
    }
    List<Finding> findings = verify();
    assertEquals(
        List.of(Optional.of(entry("Archive", 1)), Optional.of(entry("INBOX", 2))),
        findings.stream()
            .map(Finding::entry)
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList());
    assertEquals(Optional.of(second.volume()), findings.getFirst().volume());
    assertTrue(findings.getFirst().toString().contains("anna, "), findings.toString());
  }

  @Test
  void theMessagesOfAMissingVolumeAreNamedAndAllOthersServed() throws Exception {
    int missing = locations.getFirst().volume();
    Files.delete(volume(missing));
    List<Optional<Finding.Entry>> named = verify().stream().map(Finding::entry).toList();
    try (OpenBox box = OpenBox.of(settings)) {
      for (int i = 0; i <= SMALL; i++) {
        int index = i;
        boolean gone = locations.get(i).volume() == missing;
        assertEquals(gone, named.contains(Optional.of(entry("INBOX", i + 1))), "message " + i);
        if (gone) {
          assertThrows(IOException.class, () -> box.text(box.inbox().view(), index));
        } else {
          assertTrue(!box.text(box.inbox().view(), i).isEmpty());
        }
      }
      box.add(box.inbox(), "it goes on");
      assertEquals("it goes on", box.text(box.inbox().view(), SMALL + 1));
    }
  }

  @Test
  void aTornTailIsNamed() throws Exception {
    Location last = locations.get(SMALL - 1);
    try (RandomAccessFile file = new RandomAccessFile(volume(last.volume()).toFile(), "rw")) {
      file.setLength(last.offset() + 10);
    }
    assertTrue(
        verify().stream()
            .anyMatch(finding -> finding.entry().equals(Optional.of(entry("INBOX", SMALL)))));
    try (OpenBox box = OpenBox.of(settings)) {
      assertThrows(IOException.class, () -> box.text(box.inbox().view(), SMALL - 1));
      assertTrue(box.text(box.inbox().view(), 0).startsWith("message 0"));
    }
  }

  @Test
  void aBrokenRuleOfTheIndexIsNamed() throws Exception {
    change("UPDATE mailboxes SET messages = messages + 1 WHERE name = 'INBOX'");
    change("UPDATE entries SET message = 999 WHERE uid = 4");
    change("UPDATE entries SET modseq = 99999 WHERE uid = 5");
    change("UPDATE entries SET uid = 1000 WHERE uid = 6");
    change("UPDATE entries SET flags = 1024 WHERE uid = 3");
    change("UPDATE mailboxes SET name = 'Nowhere/Junk' WHERE name = 'Junk'");
    String findings = verify().toString();
    for (String expected :
        List.of(
            "INBOX: its figures",
            "UID 4: has no message",
            "UID 5: has a modseq",
            "UID 1000: has a UID that was not",
            "UID 3: has a flag",
            "Nowhere/Junk: there is no mailbox above it")) {
      assertTrue(findings.contains(expected), expected + " in " + findings);
    }
  }

  @Test
  void aBrokenRuleOfWhatIsShownIsNamed() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      box.add(box.create("Work"), "work");
      box.mailbox("Work").remove(UidSet.ALL);
      box.inbox().remove(UidSet.range(1, 6));
    }
    String shown = " mailbox = (SELECT id FROM mailboxes WHERE name = 'Recoverable/INBOX')";
    change("UPDATE entries SET origin_uid = 7 WHERE uid = 1 AND" + shown);
    change("UPDATE entries SET origin_mailbox = NULL WHERE uid = 2 AND" + shown);
    change("UPDATE entries SET flags = 9 WHERE uid = 3 AND" + shown);
    change("UPDATE removals SET first_uid = 5 WHERE last_uid = 6");
    change("UPDATE mailboxes SET kind = 0, special_use = 'JUNK' WHERE name = 'Recoverable'");
    change("INSERT INTO all_mail VALUES ((SELECT id FROM accounts), 2, 1000)");
    String findings = verify().toString();
    for (String expected :
        List.of(
            "INBOX, UID 1: was removed and is not shown",
            "Recoverable/INBOX, UID 1: shows what it can't show",
            "Recoverable/INBOX, UID 2: shows what it can't show",
            "Recoverable/INBOX, UID 3: has a flag that is not shown",
            "Recoverable/INBOX, UID 4: is not in one act",
            "Recoverable/INBOX: the mailbox above it is of another kind",
            "among all mail a message is missing or shown twice")) {
      assertTrue(findings.contains(expected), expected + " in " + findings);
    }
    change("UPDATE mailboxes SET kind = 2 WHERE name = 'INBOX'");
    change("UPDATE mailboxes SET kind = 1 WHERE name = 'Recoverable'");
    change("DELETE FROM all_mail");
    assertTrue(verify().toString().contains("Recoverable: the box keeps it, and it has a use"));
    assertTrue(verify().toString().contains("shown among all mail where that is not wanted"));
  }

  private void change(String sql) throws Exception {
    try (Database database = Database.open(data.resolve("index.db"), Gate.OPEN)) {
      database.run(sql);
    }
  }

  @Test
  void aDamagedIndexIsNamed() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(data.resolve("index.db").toFile(), "rw")) {
      for (long at = 3 * 4096; at < file.length(); at += 4096) {
        file.seek(at);
        file.write(new byte[100]);
      }
    }
    assertEquals(Finding.Remedy.REBUILD, verify().getFirst().remedy());
    Files.write(data.resolve("index.db"), new byte[5000]);
    assertTrue(verify().toString().contains("the index is damaged: "));
  }

  @Test
  void aMessageThatTheIndexDoesNotKnowIsNamed() throws Exception {
    change("DELETE FROM messages WHERE id = 3");
    assertTrue(verify().toString().contains("the index does not know anna/2026/11/20/"));
  }

  @Test
  void itRunsBesideAnOpenStore() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      box.add(box.inbox(), "while it is open");
      assertEquals(List.of(), verify());
    }
  }
}
