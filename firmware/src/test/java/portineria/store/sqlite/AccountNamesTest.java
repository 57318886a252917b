package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Leaver;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Rights;
import portineria.store.Sharing;
import portineria.store.Troubles;
import portineria.store.View;

/** An account was given another name, and the index is lost, older, or interrupted. */
class AccountNamesTest {
  private static final String FIRST = "to anna";
  private static final String SECOND = "to anna.verdi";

  @TempDir Path folder;

  private Path data;
  private StoreSettings settings;

  @BeforeEach
  void anna() throws Exception {
    data = folder.resolve("data");
    settings = TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
    try (OpenBox box = OpenBox.of(settings)) {
      box.store().createAccount("info", OpenBox.ACTOR);
      box.store().sources().add(Script.source());
      box.store().directory().setPassword("anna", "hash");
      box.add(box.inbox(), FIRST);
    }
  }

  /** An open box in which the account has another name. */
  private OpenBox open(String name) throws IOException, Refusal {
    SqliteStore store = SqliteStore.open(settings);
    return new OpenBox(store, store.account(name, OpenBox.ACTOR).orElseThrow());
  }

  private void rename() throws Exception {
    try (OpenBox box = open("anna")) {
      box.store().directory().rename("anna", "anna.verdi");
      box.add(box.inbox(), SECOND);
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

  private String names() throws IOException {
    return Files.readString(data.resolve("volumes/names"), StandardCharsets.US_ASCII);
  }

  private static Digest digest(String text) {
    return Digest.of(Digest.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theFileSaysWhoIsCalledWhat() throws Exception {
    assertFalse(Files.exists(data.resolve("volumes/names")), "nobody was renamed");
    rename();
    assertEquals("2026-11-21T10:15:30Z anna anna.verdi\n", names());
    try (OpenBox box = open("anna.verdi")) {
      box.store().directory().rename("anna.verdi", "anna");
      box.store().directory().rename("info", "office");
    }
    assertEquals(
        "2026-11-21T10:15:30Z anna anna.verdi\n2026-11-21T10:15:30Z anna anna\n"
            + "2026-11-21T10:15:30Z info office\n",
        names());
  }

  @Test
  void allMailIsFiledUnderTheFirstNameAndIsWhole() throws Exception {
    rename();
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void fromTheVolumesAloneTheAccountHasItsNewNameAndAllItsMail() throws Exception {
    rename();
    loseTheIndex();
    Rebuild.Report report = rebuild();
    assertEquals(List.of(), report.damages());
    assertEquals(List.of("anna.verdi"), report.accounts());
    try (OpenBox box = open("anna.verdi")) {
      assertEquals(List.of(FIRST, SECOND), box.texts("INBOX"));
      assertEquals(List.of("anna.verdi"), box.store().accountNames());
      assertThrows(Refusal.class, () -> box.store().createAccount("anna", OpenBox.ACTOR));
      assertEquals(List.of("anna"), box.store().directory().formerNames("anna.verdi"));
    }
    assertEquals("2026-11-21T10:15:30Z anna anna.verdi\n", names());
  }

  @Test
  void withoutTheFileTooNobodysMailIsMixedUp() throws Exception {
    rename();
    loseTheIndex();
    Files.delete(data.resolve("volumes/names"));
    assertEquals(List.of("anna"), rebuild().accounts());
    try (OpenBox box = open("anna")) {
      assertEquals(List.of(FIRST, SECOND), box.texts("INBOX"));
    }
  }

  @Test
  void fromAnOlderCopyTheRenamingIsDoneAgain() throws Exception {
    try (OpenBox box = open("anna")) {
      assertTrue(box.store().safeCopy(OpenBox.DATE).isPresent());
    }
    rename();
    loseTheIndex();
    assertEquals(1, rebuild().messages());
    try (OpenBox box = open("anna.verdi")) {
      assertEquals(List.of(FIRST, SECOND), box.texts("INBOX"));
      assertEquals(List.of("anna.verdi", "info"), box.store().accountNames());
      assertEquals("anna.verdi", box.store().sources().source("provider").orElseThrow().account());
      assertEquals(
          Optional.of("hash"),
          box.store().directory().login("anna.verdi").orElseThrow().passwordHash());
    }
  }

  @Test
  void whatACrashHasKeptFromTheFileTheNextStartWrites() throws Exception {
    rename();
    String written = names();
    Files.delete(data.resolve("volumes/names"));
    open("anna.verdi").close();
    assertEquals(written, names());
    Files.writeString(data.resolve("volumes/names"), "torn anna\n");
    open("anna.verdi").close();
    assertEquals(written, names());
  }

  @Test
  void anOlderIndexThatIsPutBackLearnsTheNameFromTheFile() throws Exception {
    Path older = folder.resolve("older.db");
    Files.copy(data.resolve("index.db"), older);
    try (OpenBox box = open("anna")) {
      box.store().directory().rename("anna", "anna.verdi");
    }
    loseTheIndex();
    Files.copy(older, data.resolve("index.db"));
    try (OpenBox box = open("anna.verdi")) {
      assertEquals(List.of(FIRST), box.texts("INBOX"));
      assertEquals(List.of("anna"), box.store().directory().formerNames("anna.verdi"));
    }
  }

  @Test
  void whateverFailsTheNameIsTheOldOneOrTheNewOne() throws Exception {
    boolean failed = true;
    for (int n = 1; failed; n++) {
      Path copy = folder.resolve("copy" + n);
      Folders.copy(data, copy);
      StoreSettings there = TestSettings.of(copy).withVolumes(TestSettings.SMALL_VOLUMES);
      FailingGate gate = new FailingGate(SQLiteErrorCode.SQLITE_IOERR_WRITE, n, 1000);
      boolean renamed = false;
      try (SqliteStore store = SqliteStore.open(there, gate)) {
        gate.arm();
        store.directory().rename("anna", "anna.verdi");
        renamed = true;
      } catch (Refusal refused) {
        assertTrue(gate.hasFailed(), refused::getMessage);
      }
      failed = gate.hasFailed();
      try (SqliteStore store = SqliteStore.open(there)) {
        String now = renamed ? "anna.verdi" : "anna";
        assertEquals(List.of(now, "info"), store.accountNames(), "statement " + n);
        assertEquals(now, store.sources().source("provider").orElseThrow().account());
        Account account = store.account(now, OpenBox.ACTOR).orElseThrow();
        assertEquals(1, account.mailbox(MailboxName.INBOX).orElseThrow().view().count());
      }
    }
  }

  @Test
  void whatIsErasedStaysSoUnderEveryName() throws Exception {
    rename();
    Act act = Act.of(Act.Kind.MAIL_ERASED, OpenBox.ACTOR);
    try (OpenBox box = open("anna.verdi")) {
      List<Erasure.Target> targets =
          List.of(
              new Erasure.Target("anna", digest(FIRST)),
              new Erasure.Target("anna.verdi", digest(SECOND)));
      assertEquals(
          Set.copyOf(targets),
          Set.copyOf(
              box.store()
                  .erase(new Erasure(targets, Erasure.Extent.EVERYWHERE, act), (done, all) -> {})));
      assertEquals(List.of(), box.texts("INBOX"));
      for (String text : List.of(FIRST, SECOND)) {
        assertEquals(
            Refusal.Reason.ERASED,
            assertThrows(Refusal.class, () -> box.add(box.inbox(), text)).reason());
      }
    }
    loseTheIndex();
    for (Path copy : new SafeCopies(settings).all()) {
      Files.delete(copy);
    }
    rebuild();
    try (SqliteStore store = SqliteStore.open(settings)) {
      assertEquals(List.of(), store.accountNames(), "tombstones make no account");
      Account anna = store.createAccount("anna", OpenBox.ACTOR);
      OpenBox box = new OpenBox(store, anna);
      assertThrows(Refusal.class, () -> box.add(box.inbox(), FIRST));
    }
  }

  @Test
  void whatIsSaidOfTheAccountIsSaidOfItsNewName() throws Exception {
    Instant now = TestSettings.CLOCK.instant();
    try (OpenBox box = open("anna")) {
      SqliteStore store = box.store();
      store.putSetting(Troubles.CARETAKERS_SETTING, "info anna");
      store
          .troubles()
          .put(
              List.of(trouble("account-full|anna|", now), trouble("source-failing|anna|x", now)),
              List.of(new Troubles.Draft("inbox:anna", "t", now, false, "subject", "text")));
      store.sharing().give(new Sharing.Grant("anna", Optional.empty(), "info", Rights.of("lr")));
      Account info = store.account("info", OpenBox.ACTOR).orElseThrow();
      info.subscribe(new MailboxName("Shared/anna"), true);
      info.subscribe(new MailboxName("Shared/anna/Sent"), true);
      info.subscribe(new MailboxName("Shared/annalisa"), true);
      store.directory().rename("anna", "anna.verdi");
      assertSaid(store, info);
    }
    try (OpenBox box = open("anna.verdi")) {
      assertSaid(box.store(), box.store().account("info", OpenBox.ACTOR).orElseThrow());
    }
  }

  private static Troubles.Trouble trouble(String cause, Instant since) {
    return new Troubles.Trouble(
        cause, Optional.of("anna"), 1, "en", "it", since, Optional.empty(), Troubles.Told.NOTHING);
  }

  private static void assertSaid(SqliteStore store, Account info) {
    assertEquals(Optional.of("info anna.verdi"), store.setting(Troubles.CARETAKERS_SETTING));
    assertEquals(
        Set.of("account-full|anna.verdi|", "source-failing|anna|x"),
        Set.copyOf(store.troubles().all().stream().map(Troubles.Trouble::cause).toList()));
    assertTrue(
        store.troubles().all().stream()
            .allMatch(one -> one.account().equals(Optional.of("anna.verdi"))));
    assertEquals("inbox:anna.verdi", store.troubles().waiting().getFirst().draft().recipient());
    assertTrue(info.subscriptions().contains(new MailboxName("Shared/anna.verdi")));
    assertTrue(info.subscriptions().contains(new MailboxName("Shared/anna.verdi/Sent")));
    assertTrue(info.subscriptions().contains(new MailboxName("Shared/annalisa")));
    assertFalse(info.subscriptions().contains(new MailboxName("Shared/anna")));
  }

  @Test
  void whoLeavesKeepsTheName() throws Exception {
    try (OpenBox box = open("anna")) {
      box.store()
          .decisions()
          .leave(
              new Leaver(
                  "anna",
                  TestSettings.CLOCK.instant(),
                  Optional.empty(),
                  LocalDate.of(2027, 1, 31),
                  "end of contract"),
              Optional.empty());
      Refusal refused =
          assertThrows(Refusal.class, () -> box.store().directory().rename("anna", "anna.verdi"));
      assertEquals(Refusal.Reason.CANNOT, refused.reason());
      View view = box.inbox().view();
      assertEquals(1, view.count());
    }
  }
}
