package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemoryDiskTest implements DiskContract {
  @Override
  public Disk disk() {
    return new MemoryDisk();
  }

  @Test
  void aPowerCutKeepsWhatWasForced() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    disk.makeDirectory("d");
    try (Disk.File file = disk.create("d/a")) {
      file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 0);
      file.force();
    }
    disk.forceDirectory("d");
    disk.forceDirectory("");
    disk.rename("d/a", "d/b");
    for (long seed = 0; seed < 20; seed++) {
      MemoryDisk found = disk.afterPowerCut(new SplittableRandom(seed));
      assertArrayEquals(new byte[] {1, 2, 3}, found.octets(found.files().getFirst()));
    }
  }

  @Test
  void aNameInADirectoryThatWasNotForcedMayBeGone() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    disk.makeDirectory("d");
    try (Disk.File file = disk.create("d/a")) {
      file.force();
    }
    disk.forceDirectory("d");
    boolean gone = false;
    for (long seed = 0; seed < 20; seed++) {
      gone |= disk.afterPowerCut(new SplittableRandom(seed)).files().equals(List.of());
    }
    assertEquals(true, gone);
  }
}
