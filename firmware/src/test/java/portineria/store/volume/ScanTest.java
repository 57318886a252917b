package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.store.Incoming;

/** Walking over damaged volumes. */
class ScanTest {
  private static final String FIRST = "volumes/2026/000001.tar";

  private final MemoryDisk disk = new MemoryDisk();
  private LittleStore store;

  /** Four messages in the first volume, one in the second, the last in the first again. */
  @BeforeEach
  void deliver() throws IOException {
    store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(700), octets(1500), octets(0)));
    store.deliver(List.of(octets(1100)));
    store.deliver(List.of(octets(70_000)));
    store.deliver(List.of(octets(40)));
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  private List<Found> verify() throws IOException {
    List<Found> found = new ArrayList<>();
    store.volumes.verify(store.committed, found::add);
    return found;
  }

  private static List<Found.Damaged> damages(List<Found> found) {
    return found.stream()
        .filter(Found.Damaged.class::isInstance)
        .map(Found.Damaged.class::cast)
        .toList();
  }

  private Location location(int message) {
    return store.stored.get(message).location();
  }

  @Test
  void everySpoiltOctetOfAMessageIsFoundAtExactlyThatMessage() throws IOException {
    for (int message = 0; message < store.stored.size(); message++) {
      Location location = location(message);
      if (location.size() == 0) {
        continue;
      }
      for (long at : new long[] {0, location.size() / 2, location.size() - 1}) {
        String name = "volumes/2026/00000" + location.volume() + ".tar";
        disk.spoil(name, location.offset() + at);
        List<Found> found = verify();
        disk.spoil(name, location.offset() + at);
        assertEquals(store.stored.size(), found.size());
        Found.Damaged damaged = damages(found).getFirst();
        assertEquals(1, damages(found).size());
        assertEquals(Optional.of(location), damaged.entry().map(Entry::location));
        assertEquals("the octets are not those that came", damaged.what());
      }
    }
  }

  /** Each octet of the head of the second message; what is not read may change unseen. */
  @Test
  void aSpoiltHeadCostsThatEntryAlone() throws IOException {
    long start = location(0).offset() + TarHeader.padded(700);
    long end = location(1).offset();
    int unseen = 0;
    for (long at = start; at < end; at++) {
      disk.spoil(FIRST, at);
      List<Found> found = verify();
      disk.spoil(FIRST, at);
      List<Found.Damaged> damages = damages(found);
      if (damages.isEmpty()) {
        unseen++;
        continue;
      }
      assertEquals(1, damages.size(), "octet " + at);
      assertEquals(start, damages.getFirst().from());
      assertEquals(location(1).offset() + TarHeader.padded(1500), damages.getFirst().to());
      assertEquals(store.stored.size(), found.size());
    }
    assertTrue(unseen < 512, "octets of fields that may be anything, and of padding: " + unseen);
  }

  @Test
  void zerosInTheMiddleAreNotTakenForTheEnd() throws IOException {
    long start = location(0).offset() + TarHeader.padded(700);
    try (Disk.File file = disk.edit(FIRST)) {
      file.write(ByteBuffer.allocate(2048), start);
    }
    List<Found> found = verify();
    assertEquals(1, damages(found).size());
    assertEquals(start, damages(found).getFirst().from());
    assertEquals(store.stored.size(), found.size());
  }

  @Test
  void aTarWithinAMessageIsNotTakenForEntries() throws IOException {
    byte[] volume = disk.octets(FIRST);
    store.deliver(List.of(volume));
    store.check();
  }

  @Test
  void aShortVolumeIsNamedOnce() throws IOException {
    long cut = location(5).offset() - 300;
    try (Disk.File file = disk.edit(FIRST)) {
      file.truncate(cut);
    }
    List<Found.Damaged> damages = damages(verify());
    assertEquals("the volume is shorter than the index says", damages.getLast().what());
    assertEquals(cut, damages.getLast().from());
    assertEquals(store.committed.end(), damages.getLast().to());
  }

  @Test
  void aSealedVolumeWithoutItsEndIsNamed() throws IOException {
    try (Disk.File file = disk.edit("volumes/2026/000002.tar")) {
      file.truncate(file.size() - 512);
    }
    List<Found.Damaged> damages = damages(verify());
    assertEquals(1, damages.size());
    assertEquals(2, damages.getFirst().volume());
    assertTrue(damages.getFirst().what().contains("no end of archive"));
  }

  @Test
  void aMissingOpenVolumeIsNamed() throws IOException {
    disk.delete(FIRST);
    store = store.restarted(disk);
    assertEquals("the volume is missing", damages(verify()).getFirst().what());
  }

  @Test
  void aScanGoesOnWhereItIsTold() throws Exception {
    Position before = store.committed;
    store.deliver(List.of(octets(33)));
    store.deliver(List.of(octets(9000)));
    List<Found> tail = new ArrayList<>();
    assertEquals(store.committed, store.volumes.scan(before, Position.UNBOUNDED, tail::add));
    assertEquals(
        List.of(location(6), location(4), location(7)),
        tail.stream().map(found -> ((Found.Message) found).entry().location()).toList());
    List<Found> bounded = new ArrayList<>();
    assertEquals(before, store.volumes.scan(Position.START, before, bounded::add));
    assertEquals(6, bounded.size());
  }

  @Test
  void theScanAndTheWriterDoNotDisturbEachOther() throws Exception {
    Incoming incoming = store.spool.incoming(0);
    incoming.write(octets(1000), 0, 1000);
    Parcel parcel = (Parcel) incoming.finish();
    parcel.address(LittleStore.label());
    store.volumes.append(parcel);
    assertEquals(6, verify().size());
    store.volumes.sync();
    assertEquals(6, verify().size());
  }
}
