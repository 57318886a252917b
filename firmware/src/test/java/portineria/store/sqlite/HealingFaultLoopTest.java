package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import portineria.store.Refusal;
import portineria.store.volume.DiskFailed;
import portineria.store.volume.FaultyDisk;
import portineria.store.volume.FaultyDisk.Fault;
import portineria.store.volume.FolderDisk;

/**
 * Two damaged messages come once more, and the n-th operation of the disk or of the index fails, n
 * = 1, 2, … until a run ends untouched. After the next start each has its old place or its new one,
 * both are told right, and the next time it is healed.
 */
class HealingFaultLoopTest {
  private static final int MESSAGES = 8;
  private static final int SMALL = 3;
  private static final int LARGE = 5;

  @TempDir Path folder;

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private Path before;
  private int runs;

  private static String text(int number) {
    return "message " + number + " ".repeat(number == LARGE ? 20_000 : 500);
  }

  @BeforeEach
  void prepare() throws Exception {
    before = folder.resolve("before");
    try (OpenBox box = OpenBox.of(settings(before))) {
      for (int i = 0; i < MESSAGES; i++) {
        box.add(box.inbox(), text(i));
      }
      for (int damaged : List.of(SMALL, LARGE)) {
        Rot.flip(before, Rot.place(box, damaged));
      }
      box.store().scrub().advance(1);
      assertEquals(2, box.store().scrub().state().damaged().size());
    }
  }

  private StoreSettings settings(Path data) {
    return TestSettings.of(data)
        .withVolumes(TestSettings.SMALL_VOLUMES)
        .withDisk(new UnforcedDisk(new FolderDisk(data)))
        .withFatal(fatal::set);
  }

  private Path next() throws IOException {
    Path data = folder.resolve("data-" + runs++);
    Folders.copyAll(before, data);
    return data;
  }

  @ParameterizedTest
  @EnumSource
  void theDiskFails(Fault fault) throws Exception {
    boolean hasFailed = true;
    for (long n = 1; hasFailed; n++) {
      Path data = next();
      FaultyDisk disk = new FaultyDisk(new UnforcedDisk(new FolderDisk(data)), fault, n);
      try (OpenBox box = OpenBox.of(settings(data).withDisk(disk))) {
        comeAgain(box);
        disk.heal();
      } catch (IOException dead) {
        assertTrue(disk.hasFailed(), "only because the disk is dead");
      }
      hasFailed = disk.hasFailed();
      check(data, fault + " " + n);
    }
    assertTrue(runs > 5, runs + " runs");
  }

  @ParameterizedTest
  @CsvSource({"SQLITE_FULL, 1", "SQLITE_IOERR_WRITE, 1", "SQLITE_IOERR_FSYNC, 1"})
  void sqlFails(SQLiteErrorCode error, long times) throws Exception {
    boolean hasFailed = true;
    for (long n = 1; hasFailed; n++) {
      Path data = next();
      FailingGate gate = new FailingGate(error, n, times);
      try (OpenBox box = OpenBox.of(settings(data), gate)) {
        gate.arm();
        comeAgain(box);
        gate.heal();
      }
      hasFailed = gate.hasFailed();
      check(data, error + " " + n);
    }
    assertTrue(runs > 5, runs + " runs");
  }

  private static void comeAgain(OpenBox box) throws IOException {
    for (int damaged : List.of(SMALL, LARGE)) {
      try {
        box.add(box.mailbox("Archive"), text(damaged));
      } catch (Refusal | DiskFailed refused) {
        // it will come another time
      }
    }
  }

  /** The next start. */
  private void check(Path data, String what) throws Exception {
    fatal.set(null);
    StoreSettings healthy = settings(data);
    List<Integer> damaged = new ArrayList<>();
    try (OpenBox box = OpenBox.of(healthy)) {
      for (int i = 0; i < MESSAGES; i++) {
        if (!box.text(box.inbox().view(), i).equals(text(i))) {
          assertTrue(i == SMALL || i == LARGE, what + ", message " + i);
          damaged.add(i);
        }
      }
      assertEquals(damaged.size(), box.store().scrub().state().damaged().size(), what);
    }
    assertEquals(damaged.size(), Verify.run(healthy, (octets, total) -> {}).size(), what);
    try (OpenBox box = OpenBox.of(healthy)) {
      comeAgain(box);
      for (int i = 0; i < MESSAGES; i++) {
        assertEquals(text(i), box.text(box.inbox().view(), i), what);
      }
    }
    assertEquals(List.of(), Verify.run(healthy, (octets, total) -> {}), what);
    Folders.delete(data);
  }
}
