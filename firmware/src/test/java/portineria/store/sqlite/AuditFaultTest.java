package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Refusal;
import portineria.store.volume.FolderDisk;
import portineria.vault.audit.ChainCheck;

/** An act that can't be recorded does not happen, and one that does not happen is not recorded. */
class AuditFaultTest {
  @TempDir Path folder;

  @Test
  void theActAndItsRecordAreBothThereOrNeither() throws Exception {
    int refusals = 0;
    boolean failed = true;
    for (long n = 1; failed; n++) {
      Path data = folder.resolve("data-" + n);
      StoreSettings settings =
          TestSettings.of(data).withDisk(new UnforcedDisk(new FolderDisk(data)));
      FailingGate gate = new FailingGate(SQLiteErrorCode.SQLITE_FULL, n, 1);
      try (OpenBox box = OpenBox.of(settings, gate)) {
        gate.arm();
        try {
          act(box);
        } catch (Refusal refused) {
          refusals++;
          bothOrNeither(box, false);
          act(box);
        }
        gate.heal();
        bothOrNeither(box, true);
      }
      try (OpenBox box = OpenBox.of(settings)) {
        bothOrNeither(box, true);
      }
      failed = gate.hasFailed();
    }
    assertTrue(refusals > 8, refusals + " refusals");
  }

  private static void act(OpenBox box) throws Refusal {
    Act act = Act.of(Act.Kind.SETTINGS_CHANGED, new Actor("carla", "cli"));
    box.store().recording(act.with(Act.Part.DETAIL, "colour")).putSetting("colour", "blue");
  }

  private static void bothOrNeither(OpenBox box, boolean done) {
    assertEquals(done ? Optional.of("blue") : Optional.empty(), box.store().setting("colour"));
    assertEquals(done ? 1 : 0, box.store().audit().entries(0, 10).size());
    assertEquals(done ? 1 : 0, box.store().audit().written());
    ChainCheck.Report report = ChainCheck.run(box.store().audit(), Optional.empty());
    assertTrue(report.problems().isEmpty(), report.toString());
  }
}
