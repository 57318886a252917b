package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portineria.store.volume.FaultyDisk.Fault;

/** The n-th operation fails, n = 1, 2, … until a run ends untouched. */
class FaultLoopTest {
  private static final int GROUPS = 12;

  private static List<byte[]> group(RandomGenerator random) {
    List<byte[]> group = new ArrayList<>();
    int size = random.nextInt(1, 5);
    for (int i = 0; i < size; i++) {
      group.add(LittleStore.message(random));
    }
    return group;
  }

  /** Runs until the end, or until the program would end. */
  private static LittleStore run(FaultyDisk disk, long seed) {
    LittleStore store = new LittleStore(disk, LittleStore.SMALL);
    RandomGenerator random = new SplittableRandom(seed);
    try {
      store.start();
      for (int i = 0; i < GROUPS; i++) {
        store.deliver(group(random));
      }
    } catch (IOException | DiskFailed end) {
      // what was acknowledged until now must be there
    }
    return store;
  }

  @ParameterizedTest
  @EnumSource
  void nothingAcknowledgedIsLostWhicheverOperationFails(Fault fault) throws IOException {
    long seed = 20261121;
    for (long n = 1; ; n++) {
      String which = fault + " at operation " + n + ", seed " + seed;
      MemoryDisk memory = new MemoryDisk();
      FaultyDisk disk = new FaultyDisk(memory, fault, n);
      LittleStore before = run(disk, seed);
      checkAfterRestart(before, memory, which);
      if (!disk.hasFailed()) {
        assertTrue(n > 100, "operations: " + n);
        return;
      }
    }
  }

  private static void checkAfterRestart(LittleStore before, MemoryDisk found, String which)
      throws IOException {
    try {
      LittleStore after = before.restarted(found);
      assertEquals(List.of(), after.recovery.losses());
      after.check();
      after.checkTidy(found);
      after.deliver(group(new SplittableRandom(1)));
      after.check();
      after.checkTidy(found);
    } catch (IOException | RuntimeException | AssertionError wrong) {
      throw new AssertionError(which, wrong);
    }
  }

  @Test
  void goesOnWhenThereIsSpaceAgain() throws IOException {
    long seed = 7;
    for (long n = 1; ; n++) {
      MemoryDisk memory = new MemoryDisk();
      FaultyDisk disk = new FaultyDisk(memory, Fault.FULL, n);
      LittleStore store = new LittleStore(disk, LittleStore.SMALL);
      store.start();
      RandomGenerator random = new SplittableRandom(seed);
      for (int i = 0; i < GROUPS; i++) {
        store.deliver(group(random));
      }
      disk.heal();
      int before = store.stored.size();
      store.deliver(group(random));
      assertTrue(store.stored.size() > before, "seed " + seed + ", operation " + n);
      store.check();
      store.checkTidy(memory);
      if (!disk.hasFailed()) {
        return;
      }
    }
  }

  @Test
  void nothingAcknowledgedIsLostByAPowerCut() throws IOException {
    cutPower(100);
  }

  @Test
  @Tag("long")
  void nothingAcknowledgedIsLostByManyPowerCuts() throws IOException {
    cutPower(2000);
  }

  private static void cutPower(int times) throws IOException {
    long first = new SplittableRandom().nextLong();
    for (long seed = first; seed < first + times; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      MemoryDisk memory = new MemoryDisk();
      FaultyDisk disk = new FaultyDisk(memory, Fault.DEATH, random.nextInt(1, 150));
      LittleStore before = run(disk, seed);
      checkAfterRestart(before, memory.afterPowerCut(random), "seed " + seed);
    }
  }

  @Test
  void aPowerCutDuringRecoveryHarmsNothing() throws IOException {
    long first = new SplittableRandom().nextLong();
    for (long seed = first; seed < first + 100; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      MemoryDisk memory = new MemoryDisk();
      LittleStore before = run(new FaultyDisk(memory, Fault.DEATH, random.nextInt(20, 150)), seed);
      MemoryDisk once = memory.afterPowerCut(random);
      LittleStore between =
          new LittleStore(
              new FaultyDisk(once, Fault.DEATH, random.nextInt(1, 6)), LittleStore.SMALL);
      between.committed = before.committed;
      try {
        between.start();
      } catch (IOException | DiskFailed killed) {
        // it is started once more below
      }
      checkAfterRestart(before, once.afterPowerCut(random), "seed " + seed);
    }
  }
}
