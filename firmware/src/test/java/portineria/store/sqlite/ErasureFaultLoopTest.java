package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
 * An erasure, of which the n-th operation of the disk or of the index fails, n = 1, 2, … until a
 * run ends untouched. After the next start it was never begun, or it is done: nothing of the doomed
 * is left, and the others are as they were.
 */
@Tag("slow")
class ErasureFaultLoopTest {
  @TempDir Path folder;

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private Path before;
  private List<String> untouched;
  private List<String> erased;
  private int runs;

  /** A store as it is before the erasure, and what there is to see of it before and after. */
  @BeforeEach
  void prepare() throws Exception {
    before = folder.resolve("before");
    try (OpenBox box = OpenBox.of(settings(before))) {
      Doom.fill(box);
      box.store().safeCopy(OpenBox.DATE);
      untouched = box.dump();
    }
    Path after = folder.resolve("after");
    Folders.copyAll(before, after);
    try (OpenBox box = OpenBox.of(settings(after))) {
      Doom.erase(box);
      erased = Doom.seen(box);
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
        erase(box);
        disk.heal();
      } catch (IOException dead) {
        assertTrue(disk.hasFailed(), "only because the disk is dead");
      }
      hasFailed = disk.hasFailed();
      check(data, fault + " " + n);
    }
    assertTrue(runs > 10, runs + " runs");
  }

  /** With every operation, and not with every sixth. */
  @Test
  @Tag("long")
  void sqlFailsAnywhere() throws Exception {
    sqlFails(SQLiteErrorCode.SQLITE_FULL, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "SQLITE_FULL, 1, 6",
    "SQLITE_FULL, 12, 7",
    "SQLITE_IOERR_WRITE, 1, 5",
    "SQLITE_IOERR_FSYNC, 1, 5"
  })
  void sqlFails(SQLiteErrorCode error, long times, long stride) throws Exception {
    boolean hasFailed = true;
    for (long n = 1; hasFailed; n += stride) {
      Path data = next();
      FailingGate gate = new FailingGate(error, n, times);
      try (OpenBox box = OpenBox.of(settings(data), gate)) {
        gate.arm();
        erase(box);
        gate.heal();
      }
      hasFailed = gate.hasFailed();
      check(data, error + " " + n);
    }
    assertTrue(runs > 10, runs + " runs");
  }

  private static void erase(OpenBox box) {
    try {
      Doom.erase(box);
    } catch (Refusal | DiskFailed interrupted) {
      // what was begun is finished later
    }
  }

  /** The next start. */
  private void check(Path data, String what) throws Exception {
    fatal.set(null);
    StoreSettings healthy = settings(data);
    try (OpenBox box = OpenBox.of(healthy)) {
      if (!box.dump().equals(untouched)) {
        assertEquals(erased, Doom.seen(box), what);
        assertEquals(List.of(), Doom.traces().in(data), what);
      }
      Doom.erase(box);
      assertEquals(erased, Doom.seen(box), what + ", erased once more");
    }
    assertEquals(List.of(), Doom.traces().in(data), what);
    assertEquals(List.of(), Verify.run(healthy, (octets, total) -> {}), what);
    Folders.delete(data);
  }
}
