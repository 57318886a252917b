package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.volume.FolderDisk;

/**
 * The program is killed while it erases, before some statement of the index or operation of the
 * disk; what lies on the disk then is opened again. Up to some moment nothing has happened; from
 * then on it is finished.
 */
class ErasureKillTest {
  @TempDir Path folder;

  private Path before;
  private List<String> untouched;
  private List<String> erased;

  /** How often it could have been killed until now. */
  private int moments;

  @BeforeEach
  void prepare() throws Exception {
    before = folder.resolve("before");
    try (OpenBox box = OpenBox.of(settings(before))) {
      Doom.fill(box);
      box.store().safeCopy(OpenBox.DATE);
      untouched = box.dump();
    }
  }

  private static StoreSettings settings(Path data) {
    return TestSettings.of(data)
        .withVolumes(TestSettings.SMALL_VOLUMES)
        .withDisk(new UnforcedDisk(new FolderDisk(data)));
  }

  @Test
  void itIsFinishedOrWasNeverBegunAfterTenKills() throws Exception {
    kill(10);
  }

  @Test
  @Tag("long")
  void itIsFinishedOrWasNeverBegunWheneverItIsKilled() throws Exception {
    kill(Integer.MAX_VALUE);
  }

  private void kill(int times) throws Exception {
    erase("unharmed", Set.of());
    int all = moments;
    assertTrue(all > 100, all + " moments");
    long seed = new SplittableRandom().nextLong();
    Set<Integer> chosen =
        new Random(seed)
            .ints(1, all + 1)
            .distinct()
            .limit(Math.min(times, all))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    erase("killed", chosen);
    boolean begun = false;
    for (int moment : chosen) {
      String what = "moment " + moment + " of " + all + ", seed " + seed;
      Path left = folder.resolve("left-" + moment);
      try (OpenBox box = OpenBox.of(settings(left))) {
        if (begun || !box.dump().equals(untouched)) {
          begun = true;
          assertEquals(erased, Doom.seen(box), what);
          assertEquals(List.of(), Doom.traces().in(left), what);
        }
      }
      assertEquals(List.of(), Verify.run(settings(left), (octets, total) -> {}), what);
      Folders.delete(left);
    }
    assertTrue(begun, "seed " + seed);
  }

  /** Erases, and keeps what lies on the disk at some moments. */
  private void erase(String name, Set<Integer> chosen) throws Exception {
    Path data = folder.resolve(name);
    Folders.copyAll(before, data);
    moments = 0;
    boolean[] armed = {false};
    Runnable moment =
        () -> {
          if (armed[0]) {
            pass(data, chosen);
          }
        };
    StoreSettings settings =
        settings(data).withDisk(new WatchedDisk(settings(data).disk(), moment));
    try (OpenBox box = OpenBox.of(settings, sql -> moment.run())) {
      armed[0] = true;
      Doom.erase(box);
      armed[0] = false;
      erased = Doom.seen(box);
    }
  }

  /** The writer may have something to tidy up while another thread overwrites. */
  private synchronized void pass(Path data, Set<Integer> chosen) {
    moments++;
    if (chosen.contains(moments)) {
      try {
        Folders.copyAll(data, folder.resolve("left-" + moments));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
