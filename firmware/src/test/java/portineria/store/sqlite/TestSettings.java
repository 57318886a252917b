package portineria.store.sqlite;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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

  /** A volume is full after a few messages, and what is large is not very large. */
  static final Limits SMALL_VOLUMES = new Limits(16 * 1024, 8 * 1024, 1024, 1 << 20, 0, 4);

  /** Always now. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T10:15:30Z"));

  static StoreSettings of(Path data) {
    return StoreSettings.of(data)
        .withClock(CLOCK)
        .withRandom(new Random(1))
        .withVolumes(VOLUMES)
        .withFatal(failed -> {});
  }
}
