package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import portineria.store.Refusal;
import portineria.store.volume.FaultyDisk;
import portineria.store.volume.FaultyDisk.Fault;
import portineria.store.volume.FolderDisk;

/**
 * Something fails at the n-th operation, n = 1, 2, … until a run ends untouched. A step is done as
 * a whole or refused as a whole; when the program has ended, everything acknowledged is there
 * again.
 */
@Tag("slow")
class StoreFaultLoopTest {
  @TempDir Path folder;

  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private int runs;

  @ParameterizedTest
  @EnumSource
  void theDiskFails(Fault fault) throws Exception {
    boolean untouched = false;
    for (long n = 1; !untouched; n++) {
      FaultyDisk disk = new FaultyDisk(new UnforcedDisk(new FolderDisk(data())), fault, n);
      StoreSettings settings = settings().withDisk(disk);
      FailingGate gate = new FailingGate(SQLiteErrorCode.SQLITE_FULL, 0, 0);
      untouched = !run(settings, gate, disk::heal, disk::hasFailed, fault + " " + n);
    }
    assertTrue(runs > 20, runs + " runs");
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
    "SQLITE_IOERR_WRITE, 1, 7",
    "SQLITE_IOERR_FSYNC, 1, 7"
  })
  void sqlFails(SQLiteErrorCode error, long times, long stride) throws Exception {
    boolean untouched = false;
    for (long n = 1; !untouched; n += stride) {
      FailingGate gate = new FailingGate(error, n, times);
      untouched = !run(settings(), gate, () -> {}, gate::hasFailed, error + " " + n);
    }
    assertTrue(runs > 20, runs + " runs");
  }

  private Path data() {
    return folder.resolve("data-" + runs);
  }

  private StoreSettings settings() {
    return TestSettings.of(data())
        .withVolumes(TestSettings.SMALL_VOLUMES)
        .withDisk(new UnforcedDisk(new FolderDisk(data())))
        .withFatal(fatal::set);
  }

  /** A store with an account. */
  private Path before() throws Exception {
    Path before = folder.resolve("before");
    if (!Files.exists(before)) {
      OpenBox.of(TestSettings.of(before)).close();
    }
    return before;
  }

  private interface Failed {
    boolean get();
  }

  /** Gives whether anything failed. */
  private boolean run(
      StoreSettings settings, FailingGate gate, Runnable heal, Failed failed, String what)
      throws Exception {
    Folders.copy(before(), data());
    fatal.set(null);
    List<String> acknowledged = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    try (OpenBox box = OpenBox.of(settings, gate)) {
      gate.arm();
      acknowledged.addAll(box.dump());
      for (int step = 0; step < Script.STEPS.size() && fatal.get() == null; step++) {
        try {
          Script.STEPS.get(step).doTo(box);
        } catch (Refusal refusal) {
          refused.add(step + " " + refusal.reason());
          if (fatal.get() != null) {
            break;
          }
          assertEquals(acknowledged, box.dump(), what + ": refused, so nothing was changed");
        } catch (NoSuchElementException refusedBefore) {
          refused.add(step + " needs what an earlier step would have made");
        }
        acknowledged.clear();
        acknowledged.addAll(box.dump());
      }
      gate.heal();
      heal.run();
    } catch (IOException dead) {
      assertTrue(failed.get(), "only because the disk is dead");
    }
    check(what, acknowledged, refused);
    runs++;
    return failed.get();
  }

  private void check(String what, List<String> acknowledged, List<String> refused)
      throws Exception {
    StoreSettings healthy = settings();
    try (OpenBox box = OpenBox.of(healthy)) {
      if (!acknowledged.isEmpty()) {
        assertEquals(acknowledged, box.dump(), what + ", refused " + refused);
      }
      box.add(box.inbox(), "it goes on");
      assertEquals("it goes on", box.texts("INBOX").getLast());
    }
    assertEquals(List.of(), Verify.run(healthy, (octets, total) -> {}), what);
  }

  @Test
  void aForceOfTheIndexThatFailsEndsTheProgram() throws Exception {
    FailingGate gate = new FailingGate(SQLiteErrorCode.SQLITE_IOERR_FSYNC, 1, 1);
    try (OpenBox box = OpenBox.of(settings(), gate)) {
      gate.arm();
      Refusal refusal = assertThrows(Refusal.class, () -> box.add(box.inbox(), "one"));
      assertEquals(Refusal.Reason.UNAVAILABLE, refusal.reason());
      assertTrue(fatal.get() instanceof SQLException);
      assertTrue(box.store().isReadOnly());
    }
  }
}
