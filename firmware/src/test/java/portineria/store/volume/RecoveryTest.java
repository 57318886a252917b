package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start does with what it finds. */
class RecoveryTest {
  private static final String FIRST = "volumes/2026/000001.tar";

  private final MemoryDisk disk = new MemoryDisk();
  private LittleStore store;

  @BeforeEach
  void deliver() throws IOException {
    store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(700), octets(1500)));
    store.deliver(List.of(octets(3000)));
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  /** Delivers, and forgets the commit. */
  private void deliverUncommitted(List<byte[]> group) throws IOException {
    LittleStore crashing = store.restarted(disk);
    crashing.deliver(group);
  }

  private void append(String name, ByteBuffer octets, long position) throws IOException {
    try (Disk.File file = disk.edit(name)) {
      file.write(octets, position);
    }
  }

  @Test
  void aCleanStartChangesNothing() throws IOException {
    byte[] before = disk.octets(FIRST);
    store = store.restarted(disk);
    assertEquals(new Recovery(List.of(), List.of()), store.recovery);
    assertArrayEquals(before, disk.octets(FIRST));
  }

  @Test
  void aTornTailIsCutAndReported() throws IOException {
    byte[] before = disk.octets(FIRST);
    for (int size : new int[] {1, 300, 512, 1000, 1025, 5000}) {
      append(FIRST, ByteBuffer.wrap(octets(size)), store.committed.end());
      store = store.restarted(disk);
      assertArrayEquals(before, disk.octets(FIRST), "size " + size);
      Found.Damaged cut = store.recovery.cuts().getFirst();
      assertEquals(store.committed.end(), cut.from());
      assertEquals(List.of(), store.recovery.losses());
    }
  }

  @Test
  void anUncommittedGroupIsCutAndItsVolumesAreSetAside() throws IOException {
    byte[] before = disk.octets(FIRST);
    deliverUncommitted(List.of(octets(20), octets(9000), octets(4000), octets(4000)));
    assertEquals(List.of("000001.tar", "000002.tar", "000003.tar"), disk.list("volumes/2026"));
    store = store.restarted(disk);
    assertEquals(3, store.recovery.cuts().size());
    assertArrayEquals(before, disk.octets(FIRST));
    assertEquals(
        List.of("000001.tar", "000002.tar.cut", "000003.tar.cut"), disk.list("volumes/2026"));
    store.check();
    store.checkTidy(disk);
  }

  @Test
  void anOlderIndexIsNotFollowed() throws IOException {
    LittleStore newer = store.restarted(disk);
    newer.deliver(List.of(octets(5)));
    newer.deliver(List.of(octets(6)));
    byte[] before = disk.octets(FIRST);
    assertThrows(IndexBehind.class, () -> store.restarted(disk));
    assertArrayEquals(before, disk.octets(FIRST), "V9");
    newer.restarted(disk).check();
  }

  @Test
  void anEmptyIndexIsNotFollowed() {
    store.committed = Position.START;
    IndexBehind behind = assertThrows(IndexBehind.class, () -> store.restarted(disk));
    assertTrue(behind.getMessage().contains("portineria rebuild"), behind.getMessage());
  }

  @Test
  void aMissingOpenVolumeDoesNotHinder() throws IOException {
    store.deliver(List.of(octets(9000)));
    disk.delete(FIRST);
    store = store.restarted(disk);
    assertEquals("the volume is missing", store.recovery.losses().getFirst().what());
    goesOnInANewVolume();
  }

  @Test
  void aShortOpenVolumeDoesNotHinderAndIsNotTouched() throws IOException {
    store.deliver(List.of(octets(9000)));
    try (Disk.File file = disk.edit(FIRST)) {
      file.truncate(1000);
    }
    byte[] before = disk.octets(FIRST);
    store = store.restarted(disk);
    assertEquals(1000, store.recovery.losses().getFirst().from());
    goesOnInANewVolume();
    assertArrayEquals(before, disk.octets(FIRST));
  }

  private void goesOnInANewVolume() throws IOException {
    Position mark = store.volumes.position();
    deliverAndCutBack(mark);
    store.stored.clear();
    store.deliver(List.of(octets(8)));
    assertEquals(3, store.stored.getFirst().location().volume());
    deliverUncommitted(List.of(octets(9)));
    store = store.restarted(disk);
    assertArrayEquals(
        octets(8),
        store.volumes.octets(store.stored.getFirst().location()).stream().readAllBytes());
  }

  private void deliverAndCutBack(Position mark) {
    Position before = store.committed;
    int stored = store.stored.size();
    store.deliver(List.of(octets(7)));
    store.volumes.cutBack(mark);
    store.committed = before;
    store.stored.subList(stored, store.stored.size()).clear();
  }

  @Test
  void theEndOfTheArchiveMayWaitForSpace() throws IOException {
    try (Disk.File file = disk.edit(FIRST)) {
      file.truncate(store.committed.end());
    }
    FaultyDisk full = new FaultyDisk(disk, FaultyDisk.Fault.FULL, 1);
    LittleStore again = new LittleStore(full, LittleStore.SMALL);
    again.committed = store.committed;
    again.stored.addAll(store.stored);
    again.start();
    again.check();
    again.deliver(List.of(octets(3)));
    assertEquals(store.stored.size(), again.stored.size());
    full.heal();
    again.deliver(List.of(octets(3)));
    assertEquals(store.stored.size() + 1, again.stored.size());
    again.check();
    again.checkTidy(disk);
  }

  @Test
  void aRebuildGoesOnWhereTheScanEnded() throws IOException {
    store.deliver(List.of(octets(9000)));
    append(FIRST, ByteBuffer.wrap(octets(1700)), store.committed.end());
    byte[] rest = octets(1700);
    Volumes volumes = Volumes.open(disk, () -> LittleStore.NOW, LittleStore.SMALL);
    List<Found> found = new ArrayList<>();
    Position end = volumes.scan(Position.START, Position.UNBOUNDED, found::add);
    assertEquals(store.committed, end);
    Recovery recovery = volumes.resume(end);
    assertEquals(1, recovery.cuts().size());
    assertArrayEquals(rest, disk.octets(FIRST + ".cut"));
    store = store.restarted(disk);
    assertEquals(List.of(), store.recovery.cuts());
    store.deliver(List.of(octets(4)));
    store.check();
    store.checkTidy(disk);
  }

  @Test
  void aRebuildNeverCutsALargeMessageThatCannotBeRead() throws IOException {
    store.deliver(List.of(octets(9000)));
    String own = "volumes/2026/000002.tar";
    disk.spoil(own, 100);
    byte[] before = disk.octets(own);
    Volumes volumes = Volumes.open(disk, () -> LittleStore.NOW, LittleStore.SMALL);
    Position end = volumes.scan(Position.START, Position.UNBOUNDED, found -> {});
    assertEquals(store.committed, end);
    volumes.resume(end);
    assertArrayEquals(before, disk.octets(own));
  }
}
