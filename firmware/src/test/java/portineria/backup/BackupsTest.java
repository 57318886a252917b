package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Act;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Still;
import portineria.store.Uid;
import portineria.store.UidSet;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/** Backups by the real restic, to folders of this machine. */
@Tag("slow")
@Timeout(180)
class BackupsTest {
  private final Random random = new Random(7);

  @TempDir Path temp;
  private Path data;
  private Path disk;
  private Path home;

  @BeforeEach
  void folders() throws IOException {
    data = temp.resolve("data");
    home = temp.resolve("home");
    disk = Files.createDirectories(temp.resolve("disk"));
  }

  private Target add(BackedBox box) throws IOException {
    return box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
  }

  private static Kind kind(IOException failed) {
    return ((BackupFailed) failed).kind();
  }

  @Test
  void everythingComesBackFromAGreenBackup() throws Exception {
    List<String> before;
    RecoveryWords words;
    String known = BackedBox.text(random, 3000);
    String large = BackedBox.text(random, 1_500_000);
    String late = BackedBox.text(random, 3000);
    Files.writeString(disk.resolve("holiday.txt"), "somebody else's");
    try (BackedBox box = new BackedBox(data)) {
      words = box.backups.words();
      box.add("INBOX", known, Flag.SEEN, new Flag("$Important"));
      box.add("INBOX", large);
      box.anna.create(new MailboxName("Customers/Rossi"), Optional.empty());
      box.add("Customers/Rossi", BackedBox.text(random, 5000), Flag.FLAGGED);
      for (int i = 0; i < 3; i++) {
        box.add("INBOX", BackedBox.text(random, 2000));
      }
      box.inbox().remove(UidSet.of(List.of(new Uid(4))));
      assertFalse(box.backups.readBack(BackedBox.digest(known)));
      add(box);
      Run run = box.backups.run("usb", Watch.NOBODY);
      assertTrue(run.green(), run::sentence);
      assertEquals(List.of(run), box.backups.targets().getFirst().runs());
      before = box.dump();
      box.add("INBOX", late);
      assertTrue(box.backups.readBack(BackedBox.digest(known)));
      assertTrue(box.backups.readBack(BackedBox.digest(large)));
      assertFalse(box.backups.readBack(BackedBox.digest(late)));
    }
    Path repository = disk.resolve("portineria");
    assertTrue(ByHand.restic(repository, words.text(), "snapshots").contains("1 snapshots"));
    assertTrue(
        ByHand.restic(repository, words.text(), "check", "--read-data")
            .contains("no errors were found"));
    BackedBox.restore(disk, words, home);
    assertEquals(List.of(), Verify.run(StoreSettings.of(home), (octets, total) -> {}));
    try (BackedBox box = new BackedBox(home)) {
      assertEquals(before, box.dump());
      assertTrue(box.add("INBOX", late).value() > 1 << 20);
      assertEquals(words, box.backups.words());
      Target usb = box.backups.targets().getFirst();
      assertEquals(new Place.Folder(disk), usb.place());
      assertFalse(box.backups.readBack(BackedBox.digest(known)), "nothing was read back by it");
    }
    assertEquals("somebody else's", Files.readString(disk.resolve("holiday.txt")));
    String again =
        assertThrows(IOException.class, () -> BackedBox.restore(disk, words, home)).getMessage();
    assertTrue(again.startsWith("there is mail in "), again);
  }

  @Test
  void aTargetInTheBoxsOwnFolderIsRefusedAndOneBesideItIsKnown() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      Path inside = Files.createDirectories(data.resolve("inside"));
      for (Path folder : List.of(data, inside, data.resolve("inside/../inside"))) {
        BackupFailed refused =
            assertThrows(
                BackupFailed.class,
                () -> box.backups.add("self", new Place.Folder(folder), Map.of(), Watch.NOBODY));
        assertTrue(refused.getMessage().contains("must be on another disk"), refused::getMessage);
      }
      assertEquals(List.of(), box.backups.targets());
      assertTrue(add(box).isBeside(data));
    }
  }

  @Test
  void whatIsErasedWhileItIsBackedUpIsInNoSnapshot() throws Exception {
    String gone = BackedBox.text(random, 3000);
    boolean[] erased = {false};
    BackedBox[] open = new BackedBox[1];
    BackedBox.Lens lens =
        camera ->
            file -> {
              Still still = camera.take(file);
              if (!erased[0]) {
                erased[0] = true;
                erase(open[0], gone);
              }
              return still;
            };
    RecoveryWords words;
    try (BackedBox box = new BackedBox(data, lens, Restic.ofThisMachine())) {
      open[0] = box;
      words = box.backups.words();
      box.add("INBOX", gone);
      box.add("INBOX", "Subject: stays\r\n\r\n");
      add(box);
      Run run = box.backups.run("usb", Watch.NOBODY);
      assertTrue(run.sentence().startsWith("1 messages"), run::sentence);
    }
    assertTrue(
        ByHand.restic(disk.resolve("portineria"), words.text(), "snapshots")
            .contains("1 snapshots"));
    BackedBox.restore(disk, words, home);
    try (BackedBox box = new BackedBox(home)) {
      assertEquals(1, box.messages());
    }
    assertEquals(List.of(), Verify.run(StoreSettings.of(home), (octets, total) -> {}));
  }

  private static void erase(BackedBox box, String text) {
    try {
      box.store.erase(
          new Erasure(
              List.of(new Erasure.Target("anna", BackedBox.digest(text))),
              Erasure.Extent.EVERYWHERE,
              Act.of(Act.Kind.MAIL_ERASED, BackedBox.ACTOR)),
          (done, all) -> {});
    } catch (Refusal e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTargetThatGivesOtherOctetsIsNeverGreen() throws Exception {
    String text = BackedBox.text(random, 40_000);
    try (BackedBox box = new BackedBox(data)) {
      box.add("INBOX", text);
      add(box);
      box.backups.run("usb", Watch.NOBODY);
      assertTrue(box.backups.readBack(BackedBox.digest(text)));
      damageLargestPack();
      box.add("INBOX", BackedBox.text(random, 4_000));
      IOException failed =
          assertThrows(BackupFailed.class, () -> box.backups.verify("usb", Watch.NOBODY));
      assertEquals(Kind.DAMAGED, kind(failed), failed::getMessage);
      Target usb = box.backups.targets().getFirst();
      assertFalse(usb.runs().getFirst().green());
      assertEquals(failed.getMessage(), usb.runs().getFirst().sentence());
      assertFalse(box.backups.readBack(BackedBox.digest(text)), "it may be lost there");
    }
  }

  private void damageLargestPack() throws IOException {
    Path pack;
    try (Stream<Path> packs = Files.walk(disk.resolve("portineria/data"))) {
      pack =
          packs.filter(Files::isRegularFile).max(Comparator.comparingLong(BackupsTest::size)).get();
    }
    assertTrue(pack.toFile().setWritable(true));
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap("damage!!".getBytes(StandardCharsets.US_ASCII)), channel.size() / 3);
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  @Test
  void aRepositoryOfSomebodyElseIsLeftAlone() throws Exception {
    Path theirs = Files.createDirectories(disk.resolve("portineria"));
    String said = ByHand.restic(theirs, "their secret", "init");
    assertTrue(said.contains("created restic repository"), said);
    try (BackedBox box = new BackedBox(data)) {
      IOException refused = assertThrows(BackupFailed.class, () -> add(box));
      assertTrue(
          refused.getMessage().contains("these recovery words do not open"), refused::getMessage);
      assertEquals(List.of(), box.backups.targets());
    }
    assertEquals(1, ByHand.restic(theirs, "their secret", "list", "keys").lines().count());
  }

  @Test
  void aTargetThatIsNotThereLeavesATraceAndNothingIsBegunInItsPlace() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      Target usb = add(box);
      assertTrue(box.backups.isThere(usb));
      Files.move(disk, temp.resolve("unplugged"));
      IOException gone =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", Watch.NOBODY));
      assertEquals(Kind.NOT_THERE, kind(gone), gone::getMessage);
      Files.createDirectories(disk); // where it was mounted
      assertFalse(box.backups.isThere(usb));
      IOException empty =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", Watch.NOBODY));
      assertEquals(Kind.NOT_THERE, kind(empty), empty::getMessage);
      Run trace = box.backups.targets().getFirst().runs().getFirst();
      assertEquals(Run.End.ABSENT, trace.end());
      assertEquals(empty.getMessage(), trace.sentence());
      assertEquals(
          Optional.empty(),
          box.backups.lastBegun(box.backups.targets().getFirst()),
          "as soon as it is there");
      try (Stream<Path> inside = Files.list(disk)) {
        assertEquals(List.of(), inside.toList());
      }
    }
  }

  @Test
  void oldSnapshotsOfTheBoxGoAndThoseOfOthersStay() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "theirs");
    try (BackedBox box = new BackedBox(data)) {
      add(box);
      Path repository = disk.resolve("portineria");
      String words = box.backups.words().text();
      for (String[] one :
          new String[][] {
            {"portineria", "2024-03-05 10:00:00"},
            {"portineria", "2024-03-05 11:00:00"},
            {"somebody", "2024-03-05 10:00:00"}
          }) {
        String[] command = {
          "backup", "--host", one[0], "--tag", one[0] + ",green", "--time", one[1], file.toString()
        };
        assertTrue(ByHand.restic(repository, words, command).contains("saved"));
      }
      box.backups.run("usb", Watch.NOBODY);
      String left = ByHand.restic(repository, words, "snapshots");
      assertTrue(left.contains("3 snapshots"), left);
      assertFalse(left.contains("10:00:00  portineria"), left);
      assertTrue(left.contains("10:00:00  somebody"), left);
    }
  }

  @Test
  void twoTargetsInOnePlaceAreRefused() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      add(box);
      Path link = Files.createSymbolicLink(temp.resolve("link"), disk);
      IOException refused =
          assertThrows(
              BackupFailed.class,
              () -> box.backups.add("two", new Place.Folder(link), Map.of(), Watch.NOBODY));
      assertTrue(
          refused.getMessage().startsWith("the target usb goes there already"),
          refused::getMessage);
      assertEquals(1, box.backups.targets().size());
    }
  }

  @Test
  void withoutResticOneSentenceSaysWhatToInstall() throws Exception {
    try (BackedBox box =
        new BackedBox(data, camera -> camera, new Restic("restic", temp.toString()))) {
      IOException missing = assertThrows(BackupFailed.class, () -> add(box));
      assertTrue(missing.getMessage().contains("apt-get install restic"), missing::getMessage);
    }
  }

  @Test
  void aRestoreWithWrongWordsLeavesTheFolderAsItWas() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      add(box);
    }
    RecoveryWords others = RecoveryWords.draw(random);
    IOException refused =
        assertThrows(BackupFailed.class, () -> BackedBox.restore(disk, others, home));
    assertTrue(
        refused.getMessage().contains("these recovery words do not open"), refused::getMessage);
    assertFalse(Files.exists(home.resolve("restoring")));
    try (BackedBox fresh = new BackedBox(home)) {
      assertEquals(0, fresh.messages());
    }
  }
}
