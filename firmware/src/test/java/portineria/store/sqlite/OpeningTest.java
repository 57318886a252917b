package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;

/** Starting: one owner, readers beside it, and what many crashes lead to. */
class OpeningTest {
  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-21T10:15:30Z");

  private StoreSettings settings(Path data) {
    return TestSettings.of(data).withClock(() -> now);
  }

  /** What is left of an open store that is killed. */
  private Path killed(Path data, int number, Consumer<SqliteStore> last) throws Exception {
    Path left = folder.resolve("left-" + number);
    try (OpenBox box = OpenBox.of(settings(data))) {
      box.add(box.inbox(), "message " + number);
      last.accept(box.store());
      Folders.copy(data, left);
    }
    return left;
  }

  private Path killed(int times) throws Exception {
    Path data = folder.resolve("data");
    for (int i = 1; i <= times; i++) {
      data = killed(data, i, box -> {});
    }
    return data;
  }

  private Path crashed(int times) throws Exception {
    Path data = folder.resolve("data");
    for (int i = 1; i <= times; i++) {
      data = killed(data, i, SqliteStore::failed);
    }
    return data;
  }

  private static void readOnly(OpenBox box) {
    assertTrue(box.store().isReadOnly());
    Mailbox inbox = box.inbox();
    for (Refusal refusal :
        List.of(
            assertThrows(Refusal.class, () -> box.anna().incoming(0)),
            assertThrows(Refusal.class, () -> box.create("Work")),
            assertThrows(
                Refusal.class, () -> inbox.store(UidSet.ALL, OpenBox.plus(Flag.SEEN), ModSeq.MAX)),
            assertThrows(Refusal.class, () -> box.store().putSetting("a", "b")))) {
      assertEquals(Refusal.Reason.READ_ONLY, refusal.reason());
    }
  }

  @Test
  void afterThreeCrashesInARowItOpensForReadingOnlyUntilItIsRestarted() throws Exception {
    Path data = crashed(3);
    try (OpenBox box = OpenBox.of(settings(data))) {
      readOnly(box);
      assertTrue(box.store().readOnlyReason().orElseThrow().contains("3 times"));
      assertEquals(List.of("message 1", "message 2", "message 3"), box.texts("INBOX"));
      box.store().housekeep();
    }
    try (OpenBox box = OpenBox.of(settings(data))) {
      assertFalse(box.store().isReadOnly());
      box.add(box.inbox(), "message 4");
    }
  }

  @Test
  void anyNumberOfPowerCutsIsForgiven() throws Exception {
    try (OpenBox box = OpenBox.of(settings(killed(5)))) {
      assertFalse(box.store().isReadOnly());
      assertEquals(5, box.texts("INBOX").size());
    }
  }

  @Test
  void twoCrashesAreForgiven() throws Exception {
    try (OpenBox box = OpenBox.of(settings(crashed(2)))) {
      assertFalse(box.store().isReadOnly());
    }
  }

  @Test
  void aStartThatLastsSomeMinutesEndsTheRowOfCrashes() throws Exception {
    Path data = crashed(2);
    Path left = folder.resolve("left");
    try (OpenBox box = OpenBox.of(settings(data))) {
      box.store().housekeep();
      assertTrue(Files.exists(data.resolve("starts")));
      now = now.plus(Duration.ofMinutes(10));
      box.store().housekeep();
      Folders.copy(data, left);
    }
    assertFalse(Files.exists(left.resolve("starts")));
    try (OpenBox box = OpenBox.of(settings(left))) {
      assertFalse(box.store().isReadOnly());
    }
  }

  @Test
  void oneProcessOwnsTheData() throws Exception {
    Path data = folder.resolve("data");
    try (OpenBox box = OpenBox.of(settings(data))) {
      DataInUse inUse = assertThrows(DataInUse.class, () -> SqliteStore.open(settings(data)));
      assertTrue(inUse.getMessage().contains("stop that one first"), inUse.getMessage());
      box.add(box.inbox(), "undisturbed");
    }
    OpenBox.of(settings(data)).close();
  }

  @Test
  void besideTheOwnerOthersMayRead() throws Exception {
    Path data = folder.resolve("data");
    try (OpenBox box = OpenBox.of(settings(data))) {
      box.add(box.inbox(), "one");
      try (SqliteStore store = SqliteStore.openReading(settings(data))) {
        Account anna = store.account("anna", OpenBox.ACTOR).orElseThrow();
        OpenBox reader = new OpenBox(store, anna);
        assertEquals(List.of("one"), reader.texts("INBOX"));
        assertEquals(1, anna.mailboxes().getFirst().messages());
        readOnly(reader);
        assertEquals(Optional.empty(), store.setting("language"));
      }
      box.add(box.inbox(), "two");
    }
    try (SqliteStore store = SqliteStore.openReading(settings(data))) {
      Account anna = store.account("anna", OpenBox.ACTOR).orElseThrow();
      assertEquals(2, anna.mailbox(MailboxName.INBOX).orElseThrow().view().count());
    }
  }

  @Test
  void anIndexOfALaterProgramIsLeftAlone() throws Exception {
    Path data = folder.resolve("data");
    OpenBox.of(settings(data)).close();
    try (Database database = Database.open(data.resolve("index.db"), Gate.OPEN)) {
      database.runOnce("PRAGMA user_version = 99");
    }
    IOException refused = assertThrows(IOException.class, () -> SqliteStore.open(settings(data)));
    assertTrue(refused.getMessage().contains("install the newer program"), refused.getMessage());
    assertFalse(refused.getMessage().contains("rebuild"));
    assertThrows(
        IOException.class, () -> Rebuild.run(settings(data), OpenBox.ACTOR, messages -> {}));
  }

  @Test
  void aListenerThatFailsHarmsNobody() throws Exception {
    try (OpenBox box = OpenBox.of(settings(folder.resolve("data")))) {
      List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
      box.inbox()
          .subscribe(
              mailbox -> {
                throw new IllegalStateException("a bug");
              });
      box.inbox().subscribe(mailbox -> heard.add(mailbox.view().count()));
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      assertEquals(List.of(1, 2), heard);
    }
  }

  @Test
  void whereNothingIsThereIsNothingToRead() {
    assertThrows(IndexLost.class, () -> SqliteStore.openReading(settings(folder)));
  }

  @Test
  void theCopyOfTheDayIsMadeOnceAndTheOldestGo() throws Exception {
    Path data = folder.resolve("data");
    try (OpenBox box = OpenBox.of(settings(data))) {
      for (int day = 0; day < 9; day++) {
        box.add(box.inbox(), "day " + day);
        Instant night = now.plus(Duration.ofDays(day));
        assertTrue(box.store().safeCopy(night).isPresent());
        assertEquals(Optional.empty(), box.store().safeCopy(night.plusSeconds(60)));
      }
    }
    try (var files = Files.list(data.resolve("safe"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertEquals(7, names.size());
      assertEquals("index-2026-11-23.db", names.getFirst());
      assertEquals("index-2026-11-29.db", names.getLast());
    }
  }
}
