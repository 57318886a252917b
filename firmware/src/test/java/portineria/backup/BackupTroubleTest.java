package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;
import portineria.peer.Appliance;
import portineria.peer.SmallDisk;
import portineria.store.Flag;

/** Trouble in the middle of a backup: a sentence, nothing lost, and the next backup is green. */
@Tag("slow")
@Timeout(180)
class BackupTroubleTest {
  private final Random random = new Random(11);

  @TempDir Path temp;

  @Test
  void aFullTargetIsSaidToBeFullAndIsGreenWhenThereIsRoom() throws Exception {
    Path data = temp.resolve("data");
    try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), 64 << 20)) {
      String known;
      try (BackedBox box = new BackedBox(data)) {
        known = box.backups.words().text();
        for (int i = 0; i < 60; i++) {
          box.add("INBOX", BackedBox.text(random, 100_000), Flag.SEEN);
        }
      }
      Appliance.Said added =
          disk.say(
              "backup",
              "target",
              "add",
              "usb",
              "--folder",
              disk.folder() + "",
              "--data",
              data + "");
      assertEquals(0, added.exit(), added::text);
      disk.leaveFree(1 << 20);
      Appliance.Said full = disk.say("backup", "run", "--data", data + "");
      assertEquals(1, full.exit(), full::text);
      assertTrue(full.text().contains(" is full: make room on it"), full::text);
      disk.leaveFree(64 << 20);
      Appliance.Said done = disk.say("backup", "run", "--data", data + "");
      assertEquals(0, done.exit(), done::text);
      ByHand.restic(disk.outside().resolve("portineria"), known, "check", "--read-data");
    }
    try (BackedBox box = new BackedBox(data)) {
      List<Run> runs = box.backups.targets().getFirst().runs();
      assertEquals(List.of(true, false), runs.stream().map(Run::green).toList());
    }
  }

  @Test
  void aTargetThatGoesAwayInTheMiddleIsGreenWhenItIsBack() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    Path away = temp.resolve("away");
    AtomicBoolean pull = new AtomicBoolean(true);
    BackedBox.Lens lens =
        camera ->
            file -> {
              if (pull.getAndSet(false)) {
                Files.move(disk, away);
              }
              return camera.take(file);
            };
    try (BackedBox box = new BackedBox(temp.resolve("data"), lens, Restic.ofThisMachine())) {
      box.add("INBOX", BackedBox.text(random, 5_000));
      box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      IOException gone =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", Watch.NOBODY));
      assertTrue(gone.getMessage().contains(" went away in the middle"), gone::getMessage);
      assertFalse(Files.exists(disk));
      Target usb = box.backups.targets().getFirst();
      assertEquals(Run.End.GONE, usb.runs().getFirst().end());
      assertEquals(gone.getMessage(), usb.runs().getFirst().sentence());
      assertEquals(Optional.empty(), box.backups.lastBegun(usb), "as soon as it is there");
      Files.move(away, disk);
      assertTrue(box.backups.run("usb", Watch.NOBODY).green());
    }
  }

  @Test
  void aDiskThatIsPulledOutWhileItIsWrittenIsGreenWhenItIsBack() throws Exception {
    Path data = temp.resolve("data");
    Path mounted = temp.resolve("disk");
    try (BackedBox box = new BackedBox(data)) {
      for (int i = 0; i < 120; i++) {
        box.add("INBOX", BackedBox.text(random, 900_000), Flag.SEEN);
      }
    }
    try (SmallDisk disk = SmallDisk.mount(mounted, 400 << 20)) {
      disk.say("backup", "target", "add", "usb", "--folder", mounted + "", "--data", data + "")
          .expectDone();
      Path packs = disk.outside().resolve("portineria/data");
      CompletableFuture<Appliance.Said> run =
          CompletableFuture.supplyAsync(() -> backUp(disk, data), Thread::startVirtualThread);
      while (tree(packs).noneMatch(Files::isRegularFile)) {
        assertFalse(run.isDone(), () -> run.join().text());
      }
      disk.hide();
      Appliance.Said gone = run.get();
      assertEquals(1, gone.exit(), gone::text);
      assertTrue(gone.text().contains(" went away in the middle: plug it in"), gone::text);
      assertTrue(
          tree(mounted).noneMatch(file -> file.endsWith("config")), "nothing is begun there");
      disk.show();
      backUp(disk, data).expectDone();
    }
    try (BackedBox box = new BackedBox(data)) {
      List<Run> runs = box.backups.targets().getFirst().runs();
      assertEquals(List.of(Run.End.GREEN, Run.End.GONE), runs.stream().map(Run::end).toList());
    }
  }

  private static Appliance.Said backUp(SmallDisk disk, Path data) {
    try {
      return disk.say("backup", "run", "--data", data.toString());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Stream<Path> tree(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            all.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // restic renames its files
          }
        });
    return all.stream();
  }

  @Test
  void aStickThatIsNoBackupDiskIsLeftAlone() throws Exception {
    Path stick = Files.createDirectories(temp.resolve("stick"));
    Path labels = Files.createDirectories(temp.resolve("by-label"));
    Path device = Files.createFile(temp.resolve("sdb1"));
    Files.createSymbolicLink(labels.resolve("BACKUP"), device);
    Path mounts =
        Files.writeString(temp.resolve("mounts"), device + " " + stick + " exfat rw 0 0\n");
    Files.writeString(stick.resolve("holiday.jpg"), "sea");
    Disks disks = new Disks(labels, mounts);
    try (BackedBox box = new BackedBox(temp.resolve("data"), disks)) {
      box.add("INBOX", BackedBox.text(random, 5_000));
      Target usb = box.backups.add("usb", new Place.Disk("BACKUP"), Map.of(), Watch.NOBODY);
      assertTrue(box.backups.run("usb", Watch.NOBODY).green());
      assertEquals(List.of(usb.name()), box.backups.there().stream().map(Target::name).toList());
      // Another stick, with the same label by chance.
      Files.move(stick.resolve("portineria"), temp.resolve("elsewhere"));
      assertEquals(List.of(), box.backups.there());
      BackupFailed wrong =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", Watch.NOBODY));
      assertEquals(Kind.NOT_THERE, wrong.kind());
      assertTrue(wrong.getMessage().contains("is it the right disk"), wrong::getMessage);
      try (Stream<Path> there = Files.list(stick)) {
        assertEquals(List.of(stick.resolve("holiday.jpg")), there.toList());
      }
      // One that is a backup disk, of another box or of this one before it was made anew.
      ByHand.restic(stick.resolve("portineria"), box.backups.words().text(), "init");
      BackupFailed other =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", Watch.NOBODY));
      assertTrue(other.getMessage().contains("holds another repository"), other::getMessage);
      Files.delete(labels.resolve("BACKUP"));
      BackupFailed none =
          assertThrows(BackupFailed.class, () -> box.backups.run("usb", Watch.NOBODY));
      assertTrue(none.getMessage().contains("is not there: plug it in"), none::getMessage);
    }
  }

  @Test
  void severalDisksInTurnEachHoldAllAndCountTogether() throws Exception {
    Path a = Files.createDirectories(temp.resolve("a"));
    Path b = Files.createDirectories(temp.resolve("b"));
    String early = BackedBox.text(random, 5_000);
    String late = BackedBox.text(random, 5_000);
    RecoveryWords words;
    List<String> all;
    try (BackedBox box = new BackedBox(temp.resolve("data"))) {
      words = box.backups.words();
      box.add("INBOX", early);
      for (Path one : List.of(a, b)) {
        box.backups.add(one.getFileName() + "", new Place.Folder(one), Map.of(), Watch.NOBODY);
      }
      assertTrue(box.backups.run("a", Watch.NOBODY).green());
      Files.move(a, temp.resolve("at-home"));
      assertEquals(List.of("b"), box.backups.there().stream().map(Target::name).toList());
      box.add("INBOX", late);
      assertTrue(box.backups.readBack(BackedBox.digest(early)), "it is at home");
      assertFalse(box.backups.readBack(BackedBox.digest(late)));
      assertTrue(box.backups.run("b", Watch.NOBODY).green());
      assertTrue(box.backups.readBack(BackedBox.digest(late)));
      Files.move(temp.resolve("at-home"), a);
      assertTrue(box.backups.run("a", Watch.NOBODY).green());
      all = box.dump();
    }
    for (Path one : List.of(a, b)) {
      Path home = temp.resolve("home-" + one.getFileName());
      BackedBox.restore(one, words, home);
      try (BackedBox box = new BackedBox(home)) {
        assertEquals(all, box.dump());
      }
    }
  }

  @Test
  void whoeverHangsUpEndsTheBackupAndItIsNoFailure() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    Path data = temp.resolve("data");
    AtomicBoolean copied = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    BackedBox.Lens lens =
        camera ->
            file -> {
              copied.set(true);
              return camera.take(file);
            };
    Watch watch =
        new Watch() {
          @Override
          public void at(String line) {}

          @Override
          public boolean isOver() {
            // Not when restic is begun after that, but while it runs.
            return copied.get() && asked.incrementAndGet() > 1;
          }
        };
    try (BackedBox box = new BackedBox(data, lens, Restic.ofThisMachine())) {
      box.add("INBOX", BackedBox.text(random, 5_000));
      box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      BackupFailed ended = assertThrows(BackupFailed.class, () -> box.backups.run("usb", watch));
      assertEquals(Kind.CANCELLED, ended.kind());
      Run trace = box.backups.targets().getFirst().runs().getFirst();
      assertEquals(Run.End.CANCELLED, trace.end());
      assertEquals(ended.getMessage(), trace.sentence());
      try (Stream<Path> left = Files.list(data.resolve("backup"))) {
        assertFalse(left.anyMatch(file -> file.endsWith("index.db")), "it names what is erased");
      }
    }
  }

  @Test
  void aLockOfAResticThatWasKilledHereIsRemoved() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    try (BackedBox box = new BackedBox(temp.resolve("data"))) {
      box.add("INBOX", BackedBox.text(random, 5_000));
      box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      Path repository = disk.resolve("portineria");
      String words = box.backups.words().text();
      lockAndDie(repository, words);
      assertEquals(1, files(repository.resolve("locks")));
      assertTrue(box.backups.run("usb", Watch.NOBODY).green());
      assertEquals(0, files(repository.resolve("locks")));
    }
  }

  /** restic backs up its standard input, which does not end, until it is killed. */
  private static void lockAndDie(Path repository, String words) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("restic", "--no-cache", "backup", "--stdin")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("RESTIC_REPOSITORY", repository.toString());
    builder.environment().put("RESTIC_PASSWORD", words);
    Process process = builder.start();
    while (files(repository.resolve("locks")) == 0) {
      assertTrue(process.isAlive(), "restic ended");
      Thread.onSpinWait();
    }
    process.destroyForcibly().waitFor();
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.getFileName().toString().contains("tmp")).count();
    }
  }
}
