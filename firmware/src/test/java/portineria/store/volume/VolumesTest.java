package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portineria.store.Incoming;
import portineria.store.Refusal;

/** Appending, sealing, cutting back and reading, on a disk in memory. */
class VolumesTest {
  private final MemoryDisk disk = new MemoryDisk();

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  private static Parcel parcel(LittleStore store, byte[] octets) throws Refusal, IOException {
    Incoming incoming = store.spool.incoming(0);
    incoming.write(octets, 0, octets.length);
    Parcel parcel = (Parcel) incoming.finish();
    parcel.address(LittleStore.label());
    return parcel;
  }

  private byte[] read(LittleStore store, Location location) throws IOException {
    return store.volumes.octets(location).stream().readAllBytes();
  }

  @Test
  void messagesOfOneGroupLieBehindEachOther() throws IOException {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(0), octets(1), octets(512), octets(513)));
    assertEquals(List.of("volumes/2026/000001.tar"), disk.files());
    assertEquals(
        List.of(1, 1, 1, 1), store.stored.stream().map(one -> one.location().volume()).toList());
    store.check();
    store.checkTidy(disk);
  }

  @Test
  void aVolumeIsSealedBeforeItGrowsTooLarge() throws IOException {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    for (int i = 0; i < 20; i++) {
      store.deliver(List.of(octets(900 + i), octets(700 + i)));
    }
    assertTrue(disk.files().size() > 3);
    for (String name : disk.files()) {
      byte[] octets = disk.octets(name);
      assertTrue(octets.length <= LittleStore.SMALL.volumeOctets(), name);
      byte[] tail = Arrays.copyOfRange(octets, octets.length - 1024, octets.length);
      assertEquals(true, Arrays.equals(tail, new byte[1024]), "V4: " + name);
    }
    store.check();
    store.checkTidy(disk);
  }

  @Test
  void aLargeMessageIsAloneInItsVolume() throws IOException {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(10)));
    store.deliver(List.of(octets(4096), octets(4097), octets(90_000)));
    store.deliver(List.of(octets(11)));
    assertEquals(
        List.of(1, 1, 2, 3, 1), store.stored.stream().map(one -> one.location().volume()).toList());
    store.check();
    store.checkTidy(disk);
  }

  @Test
  void theWriterOnlyRenamesALargeMessage() throws Exception {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    Parcel parcel = parcel(store, octets(90_000));
    byte[] before = disk.octets("spool/1.tar");
    store.volumes.append(parcel);
    store.volumes.sync();
    assertEquals(List.of("volumes/2026/000001.tar"), disk.files());
    assertTrue(Arrays.equals(before, disk.octets("volumes/2026/000001.tar")));
  }

  @Test
  void whatWasCutBackCanBeAppendedAgain() throws Exception {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(10)));
    byte[] before = disk.octets("volumes/2026/000001.tar");
    Position mark = store.volumes.position();
    List<Parcel> group = new ArrayList<>();
    for (int size : new int[] {3000, 5000, 4000, 9000, 4000, 4000, 2000}) {
      group.add(parcel(store, octets(size)));
    }
    for (int round = 0; round < 3; round++) {
      for (Parcel parcel : group) {
        store.volumes.append(parcel);
      }
      if (round > 0) {
        store.volumes.sync();
      }
      store.volumes.cutBack(mark);
      assertEquals(mark, store.volumes.position());
      assertTrue(Arrays.equals(before, disk.octets("volumes/2026/000001.tar")));
      assertEquals(List.of("000001.tar"), disk.list("volumes/2026"));
    }
    for (Parcel parcel : group) {
      Location place = store.volumes.append(parcel);
      store.volumes.sync();
      assertTrue(Arrays.equals(parcel.octets().stream().readAllBytes(), read(store, place)), "V2");
    }
  }

  @Test
  void aLargeMessageThatHasAPlaceKeepsIt() throws Exception {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    Parcel parcel = parcel(store, octets(9000));
    Location place = store.volumes.append(parcel);
    store.volumes.sync();
    parcel.address(LittleStore.label());
    assertEquals(place, store.volumes.append(parcel));
  }

  @Test
  void nothingIsAppendedBeforeRecovery() throws Exception {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    Volumes unrecovered = Volumes.open(disk, () -> LittleStore.NOW, LittleStore.SMALL);
    Parcel parcel = parcel(store, octets(1));
    assertThrows(AssertionError.class, () -> unrecovered.append(parcel));
  }

  @Test
  void aFailedForceEndsTheProgram() throws Exception {
    int forces = 0;
    for (int n = 1; ; n++) {
      FaultyDisk faulty = new FaultyDisk(new MemoryDisk(), FaultyDisk.Fault.ERROR, n);
      LittleStore store = new LittleStore(faulty, LittleStore.SMALL);
      store.start();
      try {
        store.volumes.append(parcel(store, octets(5)));
        store.volumes.sync();
      } catch (IOException failed) {
        // making the folders and the file, and writing
      } catch (DiskFailed failed) {
        forces++;
      }
      if (!faulty.hasFailed()) {
        assertEquals(4, forces, "V6: the file, its folder, and the two above");
        return;
      }
    }
  }

  @Test
  void anotherProcessFindsVolumesThatCameLater() throws IOException {
    Volumes reader = Volumes.open(disk, () -> LittleStore.NOW, LittleStore.SMALL);
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(100)));
    Location location = store.stored.getFirst().location();
    assertTrue(Arrays.equals(octets(100), reader.octets(location).stream().readAllBytes()));
  }

  @Test
  void theFolderIsTheYearOfTheClock() throws Exception {
    for (String time :
        List.of("1970-01-01T00:00:09Z", "2026-12-31T23:59:59Z", "+12000-01-01T00:00:00Z")) {
      MemoryDisk fresh = new MemoryDisk();
      LittleStore store = LittleStore.on(fresh, LittleStore.SMALL);
      Volumes volumes = Volumes.open(fresh, () -> Instant.parse(time), LittleStore.SMALL);
      volumes.recover(Position.START);
      volumes.append(parcel(store, octets(7)));
      volumes.sync();
      String year = time.startsWith("+") ? "9999" : time.substring(0, 4);
      assertEquals(List.of("volumes/" + year + "/000001.tar"), fresh.files());
    }
  }

  @Test
  void aMissingVolumeIsNamedWithWhatToDo() throws IOException {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(100)));
    store.deliver(List.of(octets(9000)));
    disk.delete("volumes/2026/000002.tar");
    Location gone = store.stored.get(1).location();
    DamagedVolume damaged = assertThrows(DamagedVolume.class, () -> read(store, gone));
    assertEquals(2, damaged.volume());
    assertEquals(
        "volumes/2026/000002.tar is missing; the rest is served; get the file back from a backup,"
            + " and see what was in it by `portineria verify`",
        damaged.getMessage());
    read(store, store.stored.getFirst().location());
  }

  @Test
  void aShortVolumeIsNamed() throws IOException {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    store.deliver(List.of(octets(100), octets(1000)));
    try (Disk.File file = disk.edit("volumes/2026/000001.tar")) {
      file.truncate(store.stored.get(1).location().offset() + 10);
    }
    Location location = store.stored.get(1).location();
    assertThrows(DamagedVolume.class, () -> read(store, location));
    read(store, store.stored.getFirst().location());
  }

  @Test
  void atMostSoManyVolumesAreOpen() throws IOException {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    for (int i = 0; i < 9; i++) {
      store.deliver(List.of(octets(5000 + i)));
    }
    try (ReadPool pool = new ReadPool(disk, Shelf.of(disk), 2)) {
      for (int i = 0; i < 30; i++) {
        pool.read(1 + i * 7 % 9, ByteBuffer.allocate(10), 0);
        assertTrue(pool.count() <= 2);
      }
    }
  }

  @Test
  void labelsKeepWhatTheyWereGiven() throws Exception {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    Label label =
        new Label(
            "../Zoë & söhne.",
            "INBOX/日本=x\u00e8",
            Optional.empty(),
            Optional.of("a b=c%\"'"),
            Instant.parse("-0004-02-03T04:05:06Z"),
            List.of(),
            Instant.EPOCH);
    Parcel parcel = parcel(store, "x".getBytes(StandardCharsets.US_ASCII));
    parcel.address(label);
    store.volumes.append(parcel);
    store.volumes.sync();
    List<Found> found = new ArrayList<>();
    store.volumes.scan(Position.START, Position.UNBOUNDED, found::add);
    Entry entry = ((Found.Message) found.getFirst()).entry();
    assertEquals(label, entry.label());
    assertTrue(
        entry.path().startsWith("%2E.%2FZo%C3%AB%20%26%20s%C3%B6hne%2E/0000/01/01/"), entry.path());
  }

  @Test
  void flagsThatDoNotFitAreLeftOut() throws Exception {
    LittleStore store = LittleStore.on(disk, LittleStore.SMALL);
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      flags.add(String.format("%03d", i) + "è".repeat(252));
    }
    String name = "n".repeat(150);
    Label label =
        new Label(
            name,
            "è".repeat(2000),
            Optional.of("s".repeat(1000)),
            Optional.of("u".repeat(1000)),
            LittleStore.NOW,
            flags,
            LittleStore.NOW);
    for (int size : new int[] {100, 5000}) {
      Parcel parcel = parcel(store, octets(size));
      parcel.address(label);
      store.volumes.append(parcel);
      store.volumes.sync();
    }
    List<Found> found = new ArrayList<>();
    store.volumes.verify(Position.UNBOUNDED, found::add);
    assertEquals(2, found.size());
    for (Found one : found) {
      Label read = ((Found.Message) one).entry().label();
      assertEquals(label.mailbox(), read.mailbox());
      assertEquals(label.flags().subList(0, 32), read.flags());
    }
  }
}
