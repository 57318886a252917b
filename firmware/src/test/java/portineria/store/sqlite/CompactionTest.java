package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import portineria.message.Octets;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.View;
import portineria.store.sqlite.database.Gate;
import portineria.store.volume.FolderDisk;
import portineria.store.volume.Limits;

/** Volumes that are half dead go, and nothing that lives in them. */
class CompactionTest {
  private static final int MESSAGES = 60;

  @TempDir Path data;

  private StoreSettings settings;

  @BeforeEach
  void fill() throws Exception {
    settings =
        TestSettings.of(data)
            .withVolumes(TestSettings.SMALL_VOLUMES)
            .withDisk(new UnforcedDisk(new FolderDisk(data)));
    try (OpenBox box = OpenBox.of(settings)) {
      for (int i = 0; i < MESSAGES; i++) {
        box.add(box.inbox(), text(i), Flag.SEEN, new Flag("$Work"));
      }
    }
  }

  /** Of some 1 to 3 KB, so that a volume holds a few; every twelfth is a volume of its own. */
  private static String text(int i) {
    Random random = new Random(i);
    int lines = i % 12 == 7 ? 600 : 60 + i;
    StringBuilder text = new StringBuilder("Subject: " + i + "\r\n\r\n");
    for (int line = 0; line < lines; line++) {
      text.append(Long.toHexString(random.nextLong())).append("\r\n");
    }
    return text.toString();
  }

  private static Erasure erasure(IntPredicate doomed) {
    List<Erasure.Target> targets = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      if (doomed.test(i)) {
        targets.add(new Erasure.Target("anna", Doom.digest(text(i))));
      }
    }
    return new Erasure(targets, Erasure.Extent.EVERYWHERE, Doom.ACT);
  }

  private static void erase(OpenBox box, IntPredicate doomed) throws Exception {
    box.store().erase(erasure(doomed), Doom.UNHEARD);
  }

  private Set<String> volumes() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      return new TreeSet<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".tar"))
              .toList());
    }
  }

  private long octets() throws IOException {
    long octets = 0;
    for (String name : volumes()) {
      octets += Files.size(data.resolve("volumes/2026/" + name));
    }
    return octets;
  }

  private static List<String> survivors(IntPredicate doomed) {
    List<String> survivors = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      if (!doomed.test(i)) {
        survivors.add(text(i));
      }
    }
    return survivors;
  }

  private void verify() throws IOException {
    assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
  }

  @Test
  void itsVolumeGoesAndTheMessagesStay() throws Exception {
    IntPredicate doomed = i -> i % 4 != 0;
    long before = octets();
    try (OpenBox box = OpenBox.of(settings)) {
      erase(box, doomed);
      assertTrue(octets() < before / 2, octets() + " of " + before);
      assertEquals(survivors(doomed), box.texts("INBOX"));
    }
    verify();
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(survivors(doomed), box.texts("INBOX"));
    }
  }

  /** V5: somebody who has the volumes alone would give its number out again. */
  @Test
  void theVolumeWithTheHighestNumberStays() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      String large = Doom.text(5).repeat(4);
      box.add(box.inbox(), large);
      String name = ((TreeSet<String>) volumes()).last();
      Erasure erasure =
          new Erasure(
              List.of(new Erasure.Target("anna", Doom.digest(large))),
              Erasure.Extent.EVERYWHERE,
              Doom.ACT);
      box.store().erase(erasure, Doom.UNHEARD);
      assertTrue(volumes().contains(name));
      box.add(box.inbox(), Doom.text(10).repeat(4));
      erase(box, i -> i == 1);
      assertFalse(volumes().contains(name), "until another one has a higher number");
    }
    verify();
  }

  @Test
  void whatIsMoreThanHalfAliveStaysWhereItIs() throws Exception {
    Set<String> before = volumes();
    try (OpenBox box = OpenBox.of(settings)) {
      erase(box, i -> i == 3 || i == 30);
      assertEquals(before, volumes());
    }
    verify();
  }

  @Test
  void labelsGoAlong() throws Exception {
    IntPredicate doomed = i -> i % 4 != 0;
    try (OpenBox box = OpenBox.of(settings)) {
      erase(box, doomed);
    }
    for (String name : List.of("index.db", "index.db-wal", "index.db-shm")) {
      Files.deleteIfExists(data.resolve(name));
    }
    Rebuild.run(settings, OpenBox.ACTOR, messages -> {});
    try (OpenBox box = OpenBox.of(settings)) {
      assertEquals(new TreeSet<>(survivors(doomed)), new TreeSet<>(box.texts("INBOX")));
      View view = box.inbox().view();
      assertEquals(
          Set.of(Flag.SEEN, new Flag("$Work")),
          Set.copyOf(view.flagTable().flags(view.flagBits(3))));
      assertEquals(OpenBox.DATE.getEpochSecond(), view.internalDate(3));
    }
    verify();
  }

  @Test
  void readersReadOnWhileTheirMessageIsMoved() throws Exception {
    IntPredicate doomed = i -> i % 4 != 0;
    try (OpenBox box = OpenBox.of(settings);
        SqliteStore beside = SqliteStore.openReading(settings)) {
      var other = beside.account("anna", OpenBox.ACTOR).orElseThrow();
      View view = box.inbox().view();
      List<Octets> reading = new ArrayList<>();
      List<byte[]> begun = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i += 4) {
        for (Octets octets :
            List.of(box.anna().octets(view.message(i)), other.octets(view.message(i)))) {
          byte[] whole = new byte[(int) octets.size()];
          assertEquals(100, octets.read(0, whole, 0, 100));
          reading.add(octets);
          begun.add(whole);
        }
      }
      erase(box, doomed);
      for (int i = 0; i < reading.size(); i++) {
        byte[] whole = begun.get(i);
        int at = 100;
        while (at < whole.length) {
          at += reading.get(i).read(at, whole, at, whole.length - at);
        }
        assertArrayEquals(text(i / 2 * 4).getBytes(), whole);
      }
    }
  }

  /** The volume is still there, because its removal failed: the message lies twice. */
  @Test
  void aMovedMessageIsErasedInBothPlaces() throws Exception {
    AtomicReference<String> failing = new AtomicReference<>("");
    Gate gate =
        sql -> {
          if (!failing.get().isEmpty() && sql.contains(failing.get())) {
            throw new SQLiteException("a test", SQLiteErrorCode.SQLITE_FULL);
          }
        };
    Traces traces = new Traces();
    try (OpenBox box = OpenBox.of(settings, gate)) {
      failing.set("SET going = 1");
      erase(box, i -> i % 4 != 0);
      assertTrue(volumes().contains("000001.tar"));
      traces.lookFor(text(0).getBytes());
      int pieces = traces.count();
      assertTrue(traces.in(data.resolve("volumes")).size() > pieces, "there are two of it");
      erase(box, i -> i == 0);
      assertEquals(List.of(), traces.in(data));
      failing.set("");
    }
    verify();
    try (OpenBox box = OpenBox.of(settings)) {
      assertFalse(volumes().contains("000001.tar"), "removed at the next start");
      assertEquals(survivors(i -> i % 4 != 0 || i == 0), box.texts("INBOX"));
    }
    verify();
  }

  @Test
  void aDamagedMessageKeepsItsVolume() throws Exception {
    try (OpenBox box = OpenBox.of(settings)) {
      try (RandomAccessFile file =
          new RandomAccessFile(data.resolve("volumes/2026/000001.tar").toFile(), "rw")) {
        file.seek(1536 + 100); // within the first message
        file.write('?');
      }
      erase(box, i -> i % 4 != 0);
      assertTrue(volumes().contains("000001.tar"));
    }
    List<Finding> findings = Verify.run(settings, (octets, total) -> {});
    assertEquals(1, findings.size(), findings.toString());
  }

  @Test
  void onANearlyFullDiskErasingWorksAndCompactingWaits() throws Exception {
    Limits usual = TestSettings.SMALL_VOLUMES;
    Limits reserved =
        new Limits(
            usual.volumeOctets(),
            usual.ownVolumeOctets(),
            usual.memoryOctets(),
            usual.memoryBudgetOctets(),
            Long.MAX_VALUE / 2,
            usual.openFiles());
    IntPredicate doomed = i -> i % 4 != 0;
    Set<String> before = volumes();
    try (OpenBox box = OpenBox.of(settings.withVolumes(reserved))) {
      erase(box, doomed);
      assertEquals(survivors(doomed), box.texts("INBOX"));
    }
    assertTrue(volumes().size() > before.size() / 2);
    verify();
    try (OpenBox box = OpenBox.of(settings)) {
      erase(box, i -> i == 0);
      assertTrue(volumes().size() < before.size() / 2, "when there is space again");
    }
    verify();
  }
}
