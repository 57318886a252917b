package portineria.admin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.account.Passwords;
import portineria.account.VerifiedCredentials;
import portineria.admin.Box;
import portineria.backup.Backups;
import portineria.backup.Place;
import portineria.backup.Watch;
import portineria.fetch.BackedUp;
import portineria.fetch.FetchLimits;
import portineria.fetch.Fetcher;
import portineria.fetch.SealedPasswords;
import portineria.fetch.TrustedClock;
import portineria.front.Front;
import portineria.search.SearchIndex;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.View;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.vault.transfer.Imports;
import portineria.webui.MailBook;
import portineria.webui.Refused;
import portineria.webui.Refused.Why;
import portineria.webui.SnapshotBook.Back;
import portineria.webui.SnapshotBook.Doing;
import portineria.webui.SnapshotBook.Fate;
import portineria.webui.SnapshotBook.Line;
import portineria.webui.SnapshotBook.State;
import portineria.webui.Visitor;

/** Single messages out of a backup of the real restic. */
@Tag("slow")
@Timeout(120)
class WebSnapshotsTest {
  private static final Actor PROGRAM = new Actor("PC", "imap");
  private static final String WHY = "Anna has asked";

  @TempDir Path temp;
  private Path data;
  private Path disk;

  @BeforeEach
  void folders() throws IOException {
    data = temp.resolve("data");
    disk = Files.createDirectories(temp.resolve("disk"));
  }

  private static String text(String from, String subject) {
    return "From: " + from + "\nSubject: " + subject + "\n\nHello " + subject + "\n";
  }

  /** A box on a disk, with an account {@code anna}; what goes on does so when the test says. */
  private static final class RealBox implements AutoCloseable {
    final SqliteStore store;
    final Backups backups;
    final Passwords passwords = new Passwords();
    final Fetcher fetcher;
    final SearchIndex search;
    final Queue<Runnable> works = new ArrayDeque<>();
    final Box box;
    final SnapshotDesk desk;
    final WebSnapshots pages;
    final Post anna;

    RealBox(Path data) throws Exception {
      Files.createDirectories(data);
      store = SqliteStore.open(StoreSettings.of(data));
      if (!store.accountNames().contains("anna")) {
        store.createAccount("anna", PROGRAM);
      }
      anna = Post.of(store, "anna", "PC");
      TrustedClock clock = new Clock();
      backups = new Backups(data, store::still, store::places, clock, new SecureRandom());
      SealedPasswords sealed = new SealedPasswords(data.resolve("keys"));
      fetcher = new Fetcher(store, sealed, BackedUp.NOTHING, clock, FetchLimits.standard(), 1);
      search = SearchIndex.of(data, store);
      box =
          new Box(
              data,
              store,
              search,
              passwords,
              new VerifiedCredentials(Duration.ofMinutes(5), clock),
              sealed,
              fetcher,
              new Imports(),
              Front.blank("none", System::nanoTime),
              backups,
              clock,
              new SecureRandom(),
              true,
              WebAppliance.actor(FakeBox.ADMIN));
      desk = new SnapshotDesk(box, works::add);
      pages = new WebSnapshots(box, desk);
    }

    /** Begins something, and gives what there is after it. */
    State after(SnapshotDesk.First begins) throws Refused {
      begins.run();
      assertTrue(pages.state().going().isPresent());
      works.remove().run();
      return pages.state();
    }

    /** Opens the only backup, and a mailbox of anna's. */
    List<Line> look(String mailbox) throws Refused {
      State listed = after(() -> pages.list("usb"));
      assertEquals(Optional.empty(), listed.problem());
      String id = listed.snapshots().getFirst().id();
      assertEquals(Optional.empty(), after(() -> pages.open(id)).problem());
      State shown = after(() -> pages.look("anna", mailbox, WHY));
      assertEquals(Optional.empty(), shown.problem());
      return pages.asOfNow(shown.shown().orElseThrow().lines());
    }

    Back putBack(List<Line> lines) throws Refused {
      List<String> ids = lines.stream().map(Line::id).toList();
      State done = after(() -> pages.putBack(ids, WHY));
      assertEquals(Optional.empty(), done.problem());
      return done.back().orElseThrow();
    }

    List<String> acts() {
      return store.audit().entries(0, 1000).stream().map(RealBox::said).toList();
    }

    private static String said(Audit.Entry entry) {
      return entry.text().lines().filter(line -> line.startsWith("act ")).findFirst().orElse("")
          + " "
          + entry.names().stream().map(name -> name.part() + "=" + name.text()).sorted().toList();
    }

    @Override
    public void close() {
      desk.close();
      fetcher.close();
      search.close();
      backups.close();
      passwords.close();
      store.close();
    }
  }

  private static final class Clock implements TrustedClock {
    @Override
    public boolean isSynchronised() {
      return true;
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }
  }

  private void backUp(RealBox box) throws IOException {
    box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
    assertTrue(box.backups.run("usb", Watch.NOBODY).green());
  }

  /** A box that has lost all mail, and has the words and the target. */
  private Path lost() throws IOException {
    Path fresh = temp.resolve("fresh");
    for (String folder : List.of("keys", "backup/targets")) {
      Path to = Files.createDirectories(fresh.resolve(folder));
      try (Stream<Path> files = Files.list(data.resolve(folder))) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
    return fresh;
  }

  @Test
  void aMessageIsThereOrComesBackOutOfTheVaultOrWasErased() throws Exception {
    try (RealBox box = new RealBox(data)) {
      box.anna.deliver("INBOX", text("Rossi <rossi@example.org>", "stays"));
      box.anna.deliver("INBOX", text("Bianchi <bianchi@example.org>", "goes"));
      String gone = box.anna.deliver("INBOX", text("Verdi <verdi@example.org>", "secret"));
      backUp(box);
      box.anna.remove("INBOX", box.anna.uids(2));
      erase(box, gone);

      List<Line> lines = box.look("INBOX");
      assertEquals(List.of(Fate.ERASED, Fate.MISSING, Fate.THERE), fates(lines));
      assertEquals("", lines.get(0).from() + lines.get(0).subject());
      assertEquals("Bianchi <bianchi@example.org>", lines.get(1).from());
      assertEquals(List.of("INBOX"), lines.get(2).mailboxes());
      assertEquals(new Back("anna", "INBOX", 1, 1, 1, 0), box.putBack(lines));
      View inbox = box.anna.mailbox("INBOX").view();
      assertEquals(2, inbox.count());
      assertEquals(4, inbox.uid(1));
      assertEquals(0, box.anna.count("Recoverable/INBOX"));

      assertEquals(List.of(Fate.ERASED, Fate.THERE, Fate.THERE), fates(box.pages.asOfNow(lines)));
      assertEquals(new Back("anna", "INBOX", 0, 2, 1, 0), box.putBack(lines));
      assertEquals(2, box.anna.count("INBOX"));
      told(box);
    }
  }

  private static List<Fate> fates(List<Line> lines) {
    return lines.stream().map(Line::fate).toList();
  }

  private static void erase(RealBox box, String id) throws Exception {
    box.store.erase(
        new Erasure(
            List.of(new Erasure.Target("anna", Digest.parse(id))),
            Erasure.Extent.EVERYWHERE,
            box.box.act(Act.Kind.MAIL_ERASED)),
        (done, all) -> {});
  }

  /** Whose mail it is can read it. */
  private static void told(RealBox box) throws Refused {
    List<String> acts = box.acts();
    assertTrue(
        acts.stream()
            .anyMatch(
                act ->
                    act.startsWith("act mail-read ")
                        && act.contains("account=anna")
                        && act.contains("detail=backup of ")
                        && act.contains("mailbox=INBOX")
                        && act.contains("reason=" + WHY)),
        acts.toString());
    assertTrue(acts.stream().anyMatch(act -> act.startsWith("act mail-restored ")));
    Visitor visitor = Visitor.user("anna", "");
    MailBook.Look look =
        new WebMail(box.box.by(WebAppliance.actor(visitor)), visitor).looks("anna").getFirst();
    assertEquals(MailBook.Looking.BACKUP, look.looking());
    assertEquals(WHY, look.reason());
  }

  @Test
  void whatTheBoxHasLostComesFromTheBackup() throws Exception {
    String id;
    try (RealBox box = new RealBox(data)) {
      box.anna.deliver("Clienti", text("Rossi <rossi@example.org>", "first"));
      id = box.anna.deliver("Clienti", text("Bianchi <bianchi@example.org>", "second"));
      box.anna.deliver("INBOX", text("Verdi <verdi@example.org>", "x".repeat(2_000_000)));
      box.anna.deliver("INBOX", 3);
      box.anna.remove("INBOX", box.anna.uids(2));
      backUp(box);
    }
    try (RealBox box = new RealBox(lost())) {
      box.anna.deliver("INBOX", 1);
      List<Line> lines = box.look("Clienti");
      assertEquals(List.of("second", "first"), lines.stream().map(Line::subject).toList());
      assertEquals(List.of(Fate.MISSING, Fate.MISSING), fates(lines));
      assertEquals(new Back("anna", "Clienti", 1, 0, 0, 0), box.putBack(lines.subList(0, 1)));
      View made = box.anna.mailbox("Clienti").view();
      assertEquals(1, made.count());
      assertEquals(id, box.anna.account().digest(made.message(0)).hex());
      assertEquals(Post.DATE.getEpochSecond(), made.internalDate(0));
      assertEquals(List.of(Flag.SEEN), made.flagTable().flags(made.flagBits(0)));

      // One of the three that were delivered alike is here already; what had been deleted then is
      // shown apart.
      List<Line> inbox = box.look("INBOX");
      assertEquals(3, inbox.size());
      assertEquals(1, box.pages.asOfNow(box.look("Recoverable/INBOX")).size());
      State shown = box.pages.state();
      assertEquals(
          new Back("anna", "INBOX", 0, 1, 0, 0), box.putBack(shown.shown().orElseThrow().lines()));
      box.look("INBOX");
      assertEquals(new Back("anna", "INBOX", 3, 0, 0, 0), box.putBack(inbox));
      assertEquals(4, box.anna.count("INBOX"));
      assertEquals(List.of(), left(box.box.data()));
    }
  }

  /** What lies in the folder for the index of a backup. */
  private static List<Path> left(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("backup/looking"))) {
      return files.toList();
    }
  }

  @Test
  void whatCanNotBeReadIsSaidPlainly() throws Exception {
    try (RealBox box = new RealBox(data)) {
      box.anna.deliver("INBOX", 2);
      backUp(box);
    }
    try (RealBox box = new RealBox(lost())) {
      Path away = temp.resolve("away");
      Files.move(disk, away);
      State failed = box.after(() -> box.pages.list("usb"));
      assertTrue(failed.problem().orElseThrow().english().contains("is not there"));
      assertTrue(failed.problem().orElseThrow().italian().orElseThrow().contains("non c'è"));
      Files.move(away, disk);

      List<Line> lines = box.look("INBOX");
      assertEquals(2, lines.size());
      Files.move(disk, away);
      assertTrue(box.after(() -> box.pages.putBack(ids(lines), WHY)).problem().isPresent());
      assertEquals(0, box.anna.count("INBOX"));
      Files.move(away, disk);
      assertEquals(2, box.putBack(lines).messages());

      damage(disk);
      State broken = box.after(() -> box.pages.list("usb"));
      State opened =
          broken.problem().isPresent()
              ? broken
              : box.after(() -> box.pages.open(broken.snapshots().getFirst().id()));
      assertTrue(
          opened.problem().orElseThrow().english().endsWith("can't be read: take another one"),
          opened.problem().toString());
      assertEquals(List.of(), left(box.box.data()));
    }
  }

  private static List<String> ids(List<Line> lines) {
    return lines.stream().map(Line::id).toList();
  }

  /** All that restic has packed is noise now. */
  private static void damage(Path disk) throws IOException {
    try (Stream<Path> packs = Files.walk(disk.resolve("portineria/data"))) {
      for (Path pack : packs.filter(Files::isRegularFile).toList()) {
        assertTrue(pack.toFile().setWritable(true));
        Files.write(pack, new byte[(int) Files.size(pack)]);
      }
    }
  }

  @Test
  void nothingIsDoneWithoutAReasonOrForWhomThereIsNoAccount() throws Exception {
    try (RealBox box = new RealBox(data)) {
      box.store.createAccount("carlo", PROGRAM);
      Post.of(box.store, "carlo", "PC").deliver("INBOX", 1);
      box.anna.deliver("INBOX", 1);
      backUp(box);
    }
    try (RealBox box = new RealBox(lost())) {
      box.after(() -> box.pages.list("usb"));
      State opened = box.after(() -> box.pages.open(box.pages.state().snapshots().getFirst().id()));
      assertEquals(
          Set.of("anna true", "carlo false"),
          Set.copyOf(
              opened.opened().orElseThrow().accounts().stream()
                  .map(one -> one.name() + " " + one.here())
                  .toList()));
      int acts = box.acts().size();
      assertEquals(Why.REASON_MISSING, why(() -> box.pages.look("anna", "INBOX", " ")));
      assertEquals(Why.ACCOUNT_UNKNOWN, why(() -> box.pages.look("carlo", "INBOX", WHY)));
      assertEquals(Why.SNAPSHOT_SHUT, why(() -> box.pages.look("anna", "None", WHY)));
      assertEquals(Why.SNAPSHOT_SHUT, why(() -> box.pages.putBack(List.of(), WHY)));
      assertEquals(Why.TARGET_UNKNOWN, why(() -> box.pages.list("nas")));
      assertEquals(acts, box.acts().size());

      box.pages.look("anna", "INBOX", WHY);
      assertEquals(Doing.READING, box.pages.state().going().orElseThrow().doing());
      assertEquals(Why.SNAPSHOT_BUSY, why(() -> box.pages.list("usb")));
      box.pages.close();
      box.works.remove().run();
      assertEquals(State.NOTHING, box.pages.state());
      assertFalse(box.anna.account().mailbox(new MailboxName("INBOX")).isEmpty());
    }
  }

  private static Why why(SnapshotDesk.First act) {
    return assertThrows(Refused.class, act::run).why();
  }
}
