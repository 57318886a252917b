package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;
import portineria.store.Still;

/** Snapshots of many volumes, read back by the real restic. */
@Timeout(120)
class ReadBackTest {
  private static final int LARGE = 6;

  private static final Random RANDOM = new Random(11);
  private static final List<String> TEXTS = new ArrayList<>();

  @TempDir private static Path temp;
  private static Path calls;
  private static BackedBox box;
  private static Sites sites;
  private static Still still;

  /** Each message of more than 1 MiB is a volume of its own. */
  @BeforeAll
  static void aBackupOfManyVolumes() throws Exception {
    calls = temp.resolve("calls");
    Path restic = temp.resolve("restic");
    Files.writeString(
        restic, "#!/bin/sh\necho \"$*\" >> '" + calls + "'\nexec /usr/bin/env restic \"$@\"\n");
    assertTrue(restic.toFile().setExecutable(true));
    Restic ours = new Restic(restic.toString(), Restic.ofThisMachine().path());
    Path data = temp.resolve("data");
    Path disk = Files.createDirectories(temp.resolve("disk"));
    box = new BackedBox(data, camera -> camera, ours);
    for (int i = 0; i < LARGE; i++) {
      addNext(1_200_000);
    }
    addNext(1000);
    box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
    sites = new Sites(data, ours, Disks.ofThisMachine(), RANDOM);
    still = box.store.still(temp.resolve("index.db"));
    box.backups.run("usb", Watch.NOBODY);
  }

  @AfterAll
  static void closeTheBox() {
    still.close();
    box.close();
  }

  private static void addNext(int size) throws Exception {
    TEXTS.add(BackedBox.text(RANDOM, size));
    box.add("INBOX", TEXTS.getLast());
  }

  private static ReadBack back(Still known, Path disk) throws IOException {
    Repository repository = sites.repository("usb", new Place.Folder(disk), Watch.NOBODY, false);
    String snapshot = repository.snapshots().getFirst().id();
    return new ReadBack(repository, snapshot, Taken.of(known, temp.resolve("data")), Map.of());
  }

  @Test
  void manyVolumesAreReadByOneCall() throws Exception {
    ReadBack back = back(still, temp.resolve("disk"));
    Files.delete(calls);
    back.everything(Watch.NOBODY);
    assertEquals(LARGE + 1, back.volumes());
    assertEquals(0, back.unread());
    try (Stream<String> lines = Files.lines(calls)) {
      assertEquals(1, lines.count());
    }
    for (String text : TEXTS.subList(0, LARGE + 1)) {
      assertTrue(box.backups.readBack(BackedBox.digest(text)), "since its backup");
    }
  }

  @Test
  void whereTheTimeIsOverTheStreamIsEnded() throws Exception {
    long[] second = {0};
    ReadBack back = back(still, temp.resolve("disk"));
    back.some(
        RANDOM, () -> BackedBox.DATE.plusSeconds(second[0]++), Duration.ofSeconds(2), Watch.NOBODY);
    assertEquals(3, back.volumes());
    assertEquals(LARGE + 1 - 3, back.unread());
    assertEquals(3, back.read().size());
  }

  @Test
  void aVolumeThatIsNotInTheSnapshotIsMissed() throws Exception {
    addNext(1_400_000);
    try (Still later = box.store.still(temp.resolve("later.db"))) {
      ReadBack back = back(later, temp.resolve("disk"));
      BackupFailed failed = assertThrows(BackupFailed.class, () -> back.everything(Watch.NOBODY));
      assertEquals(Kind.DAMAGED, failed.kind());
      assertTrue(failed.sentence().contains("1 volume that is not there"), failed::sentence);
    }
  }

  @Test
  void whatIsDamagedInTheMiddleOfAStreamIsSaidByRestic() throws Exception {
    Path copy = temp.resolve("copy");
    copy(temp.resolve("disk"), copy);
    for (Path pack : packs(copy)) {
      damage(pack);
    }
    ReadBack back = back(still, copy);
    BackupFailed failed = assertThrows(BackupFailed.class, () -> back.everything(Watch.NOBODY));
    assertEquals(Kind.DAMAGED, failed.kind(), failed::sentence);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one)));
      }
    }
  }

  /** Those that hold messages. */
  private static List<Path> packs(Path disk) throws IOException {
    try (Stream<Path> all = Files.walk(disk.resolve("portineria/data"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toFile().length() > 1 << 20)
          .toList();
    }
  }

  private static void damage(Path pack) throws IOException {
    assertTrue(pack.toFile().setWritable(true));
    try (FileChannel channel = FileChannel.open(pack, StandardOpenOption.WRITE)) {
      int written = channel.write(ByteBuffer.wrap(new byte[64]), channel.size() / 2);
      assertEquals(64, written);
    }
  }
}
