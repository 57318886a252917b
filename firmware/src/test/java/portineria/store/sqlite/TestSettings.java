package portineria.store.sqlite;

import java.nio.file.Path;
import java.util.Random;
import portineria.store.volume.Limits;

/** Settings for tests: always the same, small, and no reserve that a build machine might lack. */
final class TestSettings {
  private TestSettings() {}

  static final Limits VOLUMES =
      new Limits(
          Limits.DEFAULT.volumeOctets(),
          Limits.DEFAULT.ownVolumeOctets(),
          Limits.DEFAULT.memoryOctets(),
          Limits.DEFAULT.memoryBudgetOctets(),
          0,
          Limits.DEFAULT.openFiles());

  static StoreSettings of(Path data) {
    return StoreSettings.of(data)
        .withRandom(new Random(1))
        .withVolumes(VOLUMES)
        .withFatal(failed -> {});
  }
}
