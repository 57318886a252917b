package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Refusal;

/**
 * The program is killed before each single statement: what lies on the disk then is opened again.
 * It is everything that was acknowledged, and of the step that was under way all or nothing.
 */
@Tag("long")
class KillTest {
  @TempDir Path folder;

  private Path data;
  private boolean killing;
  private int kills;
  private int step;
  private final List<List<String>> states = new ArrayList<>();

  @Test
  void whatWasAcknowledgedSurvivesAKillAtAnyMoment() throws Exception {
    learnTheStates();
    data = folder.resolve("data");
    try (OpenBox box = OpenBox.of(settings(data), sql -> kill())) {
      killing = true;
      for (step = 0; step < Script.STEPS.size(); step++) {
        Script.STEPS.get(step).doTo(box);
      }
      killing = false;
    }
    assertTrue(kills > 100, "killed " + kills + " times");
  }

  /** What there is to see before the first step and after each one. */
  private void learnTheStates() throws Exception {
    try (OpenBox box = OpenBox.of(settings(folder.resolve("model")))) {
      states.add(box.dump());
      for (Script.Step one : Script.STEPS) {
        one.doTo(box);
        states.add(box.dump());
      }
    }
  }

  private static StoreSettings settings(Path folder) {
    return TestSettings.of(folder).withVolumes(TestSettings.SMALL_VOLUMES);
  }

  /** On the writer's thread: nobody else changes anything meanwhile. */
  private void kill() {
    if (!killing) {
      return;
    }
    kills++;
    Path left = folder.resolve("left-" + kills);
    try {
      Folders.copy(data, left);
      StoreSettings settings = settings(left);
      try (OpenBox box = OpenBox.of(settings)) {
        List<String> found = box.dump();
        if (!found.equals(states.get(step))) {
          assertEquals(states.get(step + 1), found, "killed in step " + step);
        }
      }
      assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}));
    } catch (IOException | Refusal failed) {
      throw new AssertionError("killed in step " + step, failed);
    }
  }
}
