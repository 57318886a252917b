package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;
import portineria.backup.RestoreWish.Which;
import portineria.store.Act;
import portineria.store.Erasure;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/** Which of the backups on a target comes back: the newest of which is known that it can. */
@Tag("slow")
@Timeout(180)
class RestoreChoiceTest {
  private static final String GONE = "Subject: gone\r\n\r\nto be erased\r\n";

  private final Random random = new Random(5);
  private final List<String> said = new ArrayList<>();
  private final Watch listener = watch(false);

  @TempDir Path temp;
  private Path disk;
  private RecoveryWords words = RecoveryWords.draw(random);
  private int homes;

  private Watch watch(boolean impatient) {
    return new Watch() {
      private boolean reading;

      @Override
      public void at(String line) {}

      @Override
      public void says(String sentence) {
        said.add(sentence);
      }

      @Override
      public void readsBack() {
        reading = true;
      }

      @Override
      public boolean isOver() {
        return impatient && reading;
      }
    };
  }

  /** A green backup with two messages; then one is erased, one comes, and nothing is read back. */
  @BeforeEach
  void twoBackups() throws Exception {
    disk = Files.createDirectories(temp.resolve("disk"));
    try (BackedBox box = new BackedBox(temp.resolve("data"))) {
      words = box.backups.words();
      box.add("INBOX", GONE);
      box.add("INBOX", BackedBox.text(random, 3000));
      Target target = box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      Run green = box.backups.run(target.name(), Watch.NOBODY);
      box.store.erase(
          new Erasure(
              List.of(new Erasure.Target("anna", BackedBox.digest(GONE))),
              Erasure.Extent.EVERYWHERE,
              Act.of(Act.Kind.MAIL_ERASED, BackedBox.ACTOR)),
          (done, all) -> {});
      box.add("INBOX", BackedBox.text(random, 3000));
      box.add("INBOX", BackedBox.text(random, 3000));
      BackupFailed ended =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", watch(true)));
      assertEquals(Kind.CANCELLED, ended.kind());
      assertEquals(green, box.backups.targets().getFirst().runs().get(1));
      assertEquals(2, snapshots().size());
      assertTrue(snapshots().getLast().equals(green.snapshot()), "the one that is marked");
    }
  }

  /** Names, the newest first. */
  private List<String> snapshots() throws Exception {
    String list = ByHand.restic(disk.resolve("portineria"), words.text(), "snapshots", "--json");
    return Json.parse(list).items().stream().map(one -> one.text("id")).toList().reversed();
  }

  private long restored(Which which) throws Exception {
    Path home = temp.resolve("home" + homes++);
    BackedBox.restore(disk, words, home, which, listener);
    assertEquals(List.of(), Verify.run(StoreSettings.of(home), (octets, total) -> {}));
    try (BackedBox box = new BackedBox(home)) {
      assertFalse(
          box.store.places(BackedBox.digest(GONE)).stream().findAny().isPresent(),
          "what a later backup tells to be erased stays erased");
      return box.messages();
    }
  }

  @Test
  void theNewestThatWasReadBackComesBackAndItIsSaidThatThereIsANewerOne() throws Exception {
    assertEquals(1, restored(new Which.Green()));
    assertEquals(2, said.size(), said::toString);
    assertTrue(said.getFirst().startsWith("there is a newer backup, of 20"), said::toString);
    assertTrue(said.getFirst().contains("which was not read back whole"), said::toString);
    assertTrue(said.getLast().startsWith("restoring the backup of 20"), said::toString);
  }

  @Test
  void theNewestOrACertainOneMayBeNamed() throws Exception {
    assertEquals(3, restored(new Which.Newest()));
    assertEquals(1, said.size(), said::toString);
    List<String> names = snapshots();
    assertEquals(3, restored(new Which.Named(names.getFirst())));
    assertEquals(1, restored(new Which.Named(names.getLast().substring(0, 8))));
    IOException none =
        assertThrows(BackupFailed.class, () -> restored(new Which.Named("0000000000")));
    assertTrue(none.getMessage().contains(names.getFirst().substring(0, 8)), none::getMessage);
  }

  @Test
  void whereNoneWasReadBackTheNewestComesBackAndItIsSaid() throws Exception {
    Path repository = disk.resolve("portineria");
    ByHand.restic(repository, words.text(), "forget", snapshots().getLast());
    assertEquals(3, restored(new Which.Green()));
    assertTrue(said.getFirst().startsWith("none of the backups was read back"), said::toString);
  }

  @Test
  void theNextGreenBackupOfADayTakesThePlaceOfThoseThatNeverWere() throws Exception {
    try (BackedBox box = new BackedBox(temp.resolve("data"))) {
      Target usb = box.backups.targets().getFirst();
      // As if it were the next day.
      Path file = Targets.folder(temp.resolve("data")).resolve("usb");
      Files.writeString(file, usb.text().replaceAll("tidied .*\n", ""));
    }
    try (BackedBox box = new BackedBox(temp.resolve("data"))) {
      Run run = box.backups.run("usb", Watch.NOBODY);
      assertEquals(run.snapshot(), snapshots().getFirst());
      assertEquals(1, snapshots().size(), "of one day the last green one is kept");
      assertEquals(3, box.backups.targets().getFirst().part(), "a part is read on each day");
      box.backups.run("usb", Watch.NOBODY);
      assertEquals(3, box.backups.targets().getFirst().part());
    }
    assertEquals(3, restored(new Which.Green()));
    assertEquals(1, said.size(), said::toString);
  }
}
