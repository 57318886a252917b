package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.message.Octets;
import portineria.store.Account;
import portineria.store.ErasedMessage;
import portineria.store.Erasure;
import portineria.store.Intake;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.Subscription;
import portineria.store.View;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;

/** What an erasure leaves on the disk, and what comes back of it: nothing. */
class ErasureTest {
  @TempDir Path folder;

  private Path data;
  private StoreSettings settings;

  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    settings = TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
    try (OpenBox box = OpenBox.of(settings)) {
      Doom.fill(box);
    }
  }

  private void erase() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      Doom.erase(box);
    }
  }

  private void loseTheIndex() throws IOException {
    for (String name : List.of("index.db", "index.db-wal", "index.db-shm")) {
      Files.deleteIfExists(data.resolve(name));
    }
  }

  private Rebuild.Report rebuild() throws IOException {
    return Rebuild.run(settings, OpenBox.ACTOR, messages -> {});
  }

  private List<String> volumes() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      return files
          .filter(file -> file.toString().endsWith(".tar"))
          .map(file -> data.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** What can be seen of all messages that are not doomed, and that no other can be seen. */
  private static List<String> survivors(OpenBox box) throws IOException {
    List<String> survivors = new ArrayList<>();
    for (var info : box.anna().mailboxes()) {
      View view = box.mailbox(info.name().value()).view();
      for (int i = 0; i < view.count(); i++) {
        survivors.add(info.name() + " " + view.uid(i) + " " + box.text(view, i));
      }
    }
    return survivors;
  }

  private void assertErased() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(List.of(), Doom.traces().in(data), "after the start");
      for (String survivor : survivors(box)) {
        for (int i = 0; i < Doom.MESSAGES; i++) {
          assertFalse(Doom.isDoomed(i) && survivor.endsWith(Doom.text(i)), survivor);
        }
      }
      Refusal refusal =
          assertThrows(Refusal.class, () -> box.add(box.inbox(), Doom.text(1)), "taken in again");
      assertEquals(Refusal.Reason.ERASED, refusal.reason());
      assertEquals(List.of(), Doom.traces().in(data));
    }
    assertEquals(List.of(), Doom.traces().in(data));
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void whatTheTestLooksForIsThereBefore() throws Exception {
    assertTrue(Doom.traces().in(data).size() >= Doom.traces().count());
  }

  @Test
  void nothingOfItIsLeftInTheDataFolder() throws Exception {
    List<String> before;
    try (OpenBox box = OpenBox.of(settings)) {
      before = survivors(box);
      assertTrue(box.store().safeCopy(OpenBox.DATE).isPresent());
      assertTrue(box.store().safeCopy(OpenBox.DATE.plusSeconds(90_000)).isPresent());
      Files.copy(data.resolve(volumes().getFirst()), data.resolve("volumes/2026/000001.tar.cut"));
      Files.copy(data.resolve("index.db"), data.resolve("index.db.old"));
      Files.copy(data.resolve("index.db"), data.resolve("index.db.new"));
      Files.copy(data.resolve("index.db"), data.resolve("safe/copying.db"));
      Doom.erase(box);
      assertEquals(List.of(), Doom.traces().in(data), "while the store is open");
      assertEquals(before.stream().filter(ErasureTest::survives).toList(), survivors(box));
    }
    assertErased();
    try (Stream<Path> copies = Files.list(data.resolve("safe"))) {
      assertEquals(1, copies.count());
    }
  }

  private static boolean survives(String line) {
    for (int i = 0; i < Doom.MESSAGES; i++) {
      if (Doom.isDoomed(i) && line.endsWith(Doom.text(i))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void itIsNotReadAgainAndFoundDamaged() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      Doom.erase(box);
      box.store().scrub().advance(1);
      box.store().scrub().advance(1);
      assertEquals(List.of(), box.store().scrub().state().damaged());
    }
  }

  @Test
  void sweptMessagesNeedNotGoFromCopiesAtOnce() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      assertTrue(box.store().safeCopy(OpenBox.DATE).isPresent());
      assertTrue(box.store().safeCopy(OpenBox.DATE.plusSeconds(90_000)).isPresent());
      Erasure erasure = new Erasure(Doom.targets(), Erasure.Extent.MESSAGES, Doom.ACT);
      box.store().erase(erasure, Doom.UNHEARD);
    }
    try (Stream<Path> copies = Files.list(data.resolve("safe"))) {
      assertEquals(2, copies.count());
    }
    List<String> left = Doom.traces().in(data);
    assertTrue(left.stream().noneMatch(line -> line.startsWith("volumes/")), left.toString());
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void anOlderIndexThatIsPutBackHasItErasedOnceMore() throws Exception {
    Path older = Files.copy(data.resolve("index.db"), folder.resolve("older.db"));
    eraseOne();
    loseTheIndex();
    Files.copy(older, data.resolve("index.db"));
    assertErasedOne();
  }

  /** So little that no volume is compacted, and nothing stands behind the older index's end. */
  private void eraseOne() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      Erasure.Target one = new Erasure.Target("anna", Doom.digest(1));
      Erasure erasure = new Erasure(List.of(one), Erasure.Extent.EVERYWHERE, Doom.ACT);
      box.store().erase(erasure, Doom.UNHEARD);
    }
  }

  private void assertErasedOne() throws Exception {
    Traces traces = new Traces();
    traces.lookFor(Doom.octets(1));
    traces.lookFor(Doom.digest(1).octets());
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(List.of(), traces.in(data));
      assertThrows(Refusal.class, () -> box.add(box.inbox(), Doom.text(1)));
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void anOlderIndexFromBeforeLaterMailIsRebuiltWithoutIt() throws Exception {
    Path older = Files.copy(data.resolve("index.db"), folder.resolve("older.db"));
    erase();
    try (OpenBox box = OpenBox.of(settings)) {
      box.add(box.inbox(), "later");
      box.add(box.inbox(), "and later");
    }
    loseTheIndex();
    Files.copy(older, data.resolve("index.db"));
    assertThrows(IndexLost.class, () -> OpenBox.of(settings));
    rebuild();
    assertErased();
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals("and later", box.texts("INBOX").getLast());
    }
  }

  @Test
  void aRebuildFromTheVolumesAloneDoesNotBringItBack() throws Exception {
    erase();
    loseTheIndex();
    rebuild();
    assertErased();
  }

  @Test
  void theTombstonesMakeTheLedgerAgain() throws Exception {
    eraseOne();
    loseTheIndex();
    byte[] ledger = Files.readAllBytes(data.resolve("volumes/erased"));
    Files.delete(data.resolve("volumes/erased"));
    rebuild();
    assertErasedOne();
    assertEquals(ledger.length, Files.size(data.resolve("volumes/erased")));
  }

  @Test
  void theIndexMakesTheLedgerAgain() throws Exception {
    erase();
    List<String> ledger = tags();
    Files.delete(data.resolve("volumes/erased"));
    assertErased();
    assertEquals(ledger, tags());
    Files.writeString(data.resolve("volumes/erased"), "torn 0123");
    assertErased();
    assertEquals(ledger, tags());
  }

  private List<String> tags() throws IOException {
    return Files.readAllLines(data.resolve("volumes/erased")).stream()
        .filter(line -> line.length() == 85)
        .sorted()
        .toList();
  }

  @Test
  void anOlderVolumeThatIsPutBackIsNamedAndErasedOnceMore() throws Exception {
    Map<String, byte[]> older = new TreeMap<>();
    for (String name : volumes()) {
      older.put(name, Files.readAllBytes(data.resolve(name)));
    }
    erase();
    for (Map.Entry<String, byte[]> one : older.entrySet()) {
      Files.write(data.resolve(one.getKey()), one.getValue());
    }
    List<Finding> findings = Verify.run(settings, (octets, total) -> {});
    assertEquals(Doom.targets().size(), findings.size(), findings.toString());
    assertTrue(findings.getFirst().what().contains("was erased is there again"));
    rebuild();
    assertErased();
  }

  @Test
  void theFetcherDoesNotBringItBackAfterARebuild() throws Exception {
    erase();
    loseTheIndex();
    rebuild();
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().sources().add(Script.source());
      var intake = box.store().sources().intake("provider");
      assertEquals(Set.of("uidl-6"), intake.known(Set.of("uidl-6", "uidl-9")));
      int before = box.inbox().view().count();
      try (var incoming = box.anna().incoming(0)) {
        assertEquals(
            List.of(Optional.empty()),
            intake.deliver(
                box.inbox(),
                List.of(
                    new Intake.Fetched(
                        "uidl-9", OpenBox.delivery(incoming, Doom.text(9)), OpenBox.DATE))));
      }
      assertEquals(before, box.inbox().view().count());
    }
    assertErased();
  }

  @Test
  void aReaderInAnotherProcessGetsNoZeros() throws Exception {
    try (OpenBox box = OpenBox.of(settings);
        SqliteStore beside = SqliteStore.openReading(settings)) {
      Account anna = beside.account("anna", OpenBox.ACTOR).orElseThrow();
      View view = anna.mailbox(MailboxName.INBOX).orElseThrow().view();
      MessageId doomed = view.message(1);
      Octets octets = anna.octets(doomed);
      Doom.erase(box);
      assertThrows(ErasedMessage.class, () -> octets.read(0, new byte[10], 0, 10));
      UncheckedIOException thrown =
          assertThrows(UncheckedIOException.class, () -> anna.octets(doomed));
      assertInstanceOf(ErasedMessage.class, thrown.getCause());
    }
  }

  /** SQLite leaves parts of deleted rows in pages that it rearranges, whatever is set. */
  @Test
  void whatPagesOfTheIndexStillHoldGoesToo() throws Exception {
    try (Database index = Database.open(data.resolve("index.db"), Gate.OPEN)) {
      index.runOnce("PRAGMA secure_delete = OFF");
      index.run("INSERT INTO settings (key, value) VALUES ('remnant', ?)", Doom.text(1));
      index.run("DELETE FROM settings WHERE key = 'remnant'");
    }
    assertTrue(
        Doom.traces().in(data).stream().anyMatch(left -> left.startsWith("index.db")), "planted");
    erase();
    assertErased();
  }

  @Test
  void whoeverDerivesSomethingIsToldUntilHeIsDone() throws Exception {
    List<MessageId> told = new ArrayList<>();
    try (OpenBox box = OpenBox.of(settings)) {
      Files.writeString(data.resolve("search.db"), "kept by somebody");
      MessageId doomed = box.inbox().view().message(1);
      Subscription telling =
          box.store()
              .tellOfErased(
                  messages -> {
                    told.addAll(messages);
                    if (told.size() == messages.size()) {
                      throw new IOException("not now");
                    }
                  });
      Refusal refusal = assertThrows(Refusal.class, () -> Doom.erase(box));
      assertEquals(Refusal.Reason.UNAVAILABLE, refusal.reason());
      assertTrue(told.contains(doomed));
      assertTrue(box.store().isErasing(), "it is not at its end");
      box.store().housekeep();
      assertFalse(box.store().isErasing());
      assertEquals(2 * Doom.targets().size(), told.size(), "told again until it is done");
      box.store().housekeep();
      assertEquals(2 * Doom.targets().size(), told.size());
      assertTrue(Files.exists(data.resolve("search.db")));
      telling.close();
    }
    assertErased();
  }

  @Test
  void aSearchIndexThatNobodyKeepsIsDeleted() throws Exception {
    Files.writeString(data.resolve("search.db"), Doom.text(1));
    Files.writeString(data.resolve("search.db-wal"), Doom.text(1));
    erase();
    assertErased();
  }

  @Test
  void aStoreOpenForReadingErasesNothing() throws Exception {
    try (SqliteStore beside = SqliteStore.openReading(settings)) {
      Erasure erasure = new Erasure(Doom.targets(), Erasure.Extent.EVERYWHERE, Doom.ACT);
      Refusal refusal = assertThrows(Refusal.class, () -> beside.erase(erasure, Doom.UNHEARD));
      assertEquals(Refusal.Reason.READ_ONLY, refusal.reason());
    }
  }
}
