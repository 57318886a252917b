package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.MailboxInfo;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.UidSet;
import portineria.store.View;

/**
 * Data that an earlier version wrote, opened by this one. Each sample is a folder as that version
 * left it, made by its own code:
 *
 * <ul>
 *   <li>{@code version-1.zip}: anna has removed messages over IMAP ("reception PC") and POP3
 *       ("phone"), moved one, and deleted mailboxes, a tree among them; bruno has mailboxes of his
 *       own that are called {@code Recoverable}.
 * </ul>
 */
class VersionsTest {
  @TempDir Path data;

  private StoreSettings sample(int version) throws IOException {
    return sample(version, data);
  }

  private static StoreSettings sample(int version, Path folder) throws IOException {
    try (InputStream in = VersionsTest.class.getResourceAsStream("version-" + version + ".zip");
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return TestSettings.of(folder);
  }

  private static List<String> names(Account account, MailboxKind kind) {
    return account.mailboxes().stream()
        .filter(info -> info.kind() == kind)
        .map(info -> info.name().value())
        .toList();
  }

  /** Text and INTERNALDATE of what stands there. */
  private static List<String> shown(Account account, String mailbox) throws IOException {
    View view = account.mailbox(new MailboxName(mailbox)).orElseThrow().view();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < view.count(); i++) {
      assertEquals(List.of(Flag.SEEN), view.flagTable().flags(view.flagBits(i)));
      assertEquals(OpenBox.DATE.getEpochSecond(), view.internalDate(i));
      assertEquals(TestSettings.CLOCK.instant().getEpochSecond(), view.saveDate(i));
      byte[] octets = account.octets(view.message(i)).stream().readAllBytes();
      texts.add(new String(octets, StandardCharsets.UTF_8).strip());
    }
    return texts;
  }

  @Test
  void whatVersion1HadRemovedIsShownAndComesBackWithItsFlags() throws Exception {
    StoreSettings settings = sample(1);
    try (OpenBox box = OpenBox.of(settings)) {
      Account anna = box.anna();
      assertEquals(
          List.of(
              "Recoverable",
              "Recoverable/Customers",
              "Recoverable/Customers/Rossi & Figli",
              "Recoverable/INBOX",
              "Recoverable/Work"),
          names(anna, MailboxKind.RECOVERABLE));
      assertEquals(
          List.of("message 2", "message 3", "message 5"), shown(anna, "Recoverable/INBOX"));
      assertEquals(List.of("customers 1"), shown(anna, "Recoverable/Customers"));
      assertEquals(
          List.of("rossi 1", "message 1"), shown(anna, "Recoverable/Customers/Rossi & Figli"));
      assertEquals(List.of("work 1"), shown(anna, "Recoverable/Work"));
      assertEquals(List.of("work 2"), box.texts("Work").stream().map(String::strip).toList());
      assertTrue(anna.subscriptions().contains(new MailboxName("Recoverable/INBOX")));

      box.mailbox("Recoverable/INBOX").copy(UidSet.range(1, 1), box.inbox());
      View inbox = box.inbox().view();
      int last = inbox.count() - 1;
      assertEquals(
          Set.of(Flag.FLAGGED, new Flag("$Work")),
          Set.copyOf(inbox.flagTable().flags(inbox.flagBits(last))));
      assertEquals("message 2\r\n", box.text(inbox, last));
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void whoHasSuchNamesHimselfKeepsThem() throws Exception {
    StoreSettings settings = sample(1);
    try (OpenBox box = OpenBox.of(settings)) {
      Account bruno = box.store().account("bruno", OpenBox.ACTOR).orElseThrow();
      assertEquals(
          List.of(
              "Recoverable 2",
              "Recoverable 2/INBOX",
              "Recoverable 2/Recoverable",
              "Recoverable 2/Recoverable/Old"),
          names(bruno, MailboxKind.RECOVERABLE));
      assertEquals(List.of("bruno 1"), shown(bruno, "Recoverable 2/INBOX"));
      assertEquals(List.of("bruno 2"), shown(bruno, "Recoverable 2/Recoverable/Old"));
      bruno.create(new MailboxName("Recoverable/New"), Optional.empty());
      bruno.rename(new MailboxName("Recoverable"), new MailboxName("Mine"));
      assertTrue(names(bruno, MailboxKind.ORDINARY).contains("Mine/New"));
    }
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void anOpeningThatIsInterruptedGoesOnAtTheNext() throws Exception {
    List<String> whole;
    try (OpenBox box = OpenBox.of(sample(1))) {
      whole = new ArrayList<>(new TreeSet<>(dump(box)));
    }
    boolean untouched = false;
    for (int n = 1; !untouched; n += 4) {
      StoreSettings settings = sample(1, data.resolve("failing-" + n));
      FailingGate gate = new FailingGate(SQLiteErrorCode.SQLITE_IOERR_WRITE, n, 1000);
      gate.arm();
      try {
        OpenBox.of(settings, gate).close();
        untouched = !gate.hasFailed();
      } catch (IOException interrupted) {
        assertTrue(gate.hasFailed());
      }
      try (OpenBox box = OpenBox.of(settings)) {
        assertEquals(whole, new ArrayList<>(new TreeSet<>(dump(box))), "failed at " + n);
      }
      assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
    }
  }

  private static List<String> dump(OpenBox box) throws IOException {
    List<String> all = new ArrayList<>();
    for (MailboxInfo info : box.anna().mailboxes()) {
      all.add(info.name() + " " + info.messages() + " " + box.texts(info.name().value()));
    }
    return all;
  }

  @Test
  void whoOnlyReadsIsToldToStartItOnce() throws Exception {
    StoreSettings settings = sample(1);
    IOException refused =
        assertThrows(IOException.class, () -> SqliteStore.openReading(settings).close());
    assertTrue(refused.getMessage().contains("portineria run"), refused.getMessage());
    OpenBox.of(settings).close();
    SqliteStore.openReading(settings).close();
  }
}
