package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portineria.message.Octets;
import portineria.store.Digest;
import portineria.store.ErasedMessage;
import portineria.store.volume.FaultyDisk.Fault;

/** Tombstones: FORMAT.md, "An erased message", V12. */
class EraseTest {
  private static final String FIRST = "volumes/2026/000001.tar";
  private static final String OWN = "volumes/2026/000002.tar";
  private static final Digest TAG = Digest.parse("ab".repeat(32));

  private final MemoryDisk disk = new MemoryDisk();
  private LittleStore store;

  /** Four messages in the first volume, a large one in the second, one in the first again. */
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

  private Grave grave(int message) {
    return new Grave(store.stored.get(message).location(), LittleStore.label().account(), TAG);
  }

  private static List<Found> verify(LittleStore store) throws IOException {
    List<Found> found = new ArrayList<>();
    store.volumes.verify(store.committed, found::add);
    return found;
  }

  private static boolean holds(byte[] octets, byte[] part) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return text.contains(new String(part, StandardCharsets.ISO_8859_1));
  }

  @Test
  void aTombstoneTakesThePlaceOfTheMessageAndNothingElseChanges() throws IOException {
    for (int message : new int[] {1, 4, 2, 0}) {
      Location location = store.stored.get(message).location();
      String name = location.volume() == 1 ? FIRST : OWN;
      byte[] before = disk.octets(name);
      Optional<Position> group =
          verify(store).stream()
              .filter(Found.Message.class::isInstance)
              .map(found -> ((Found.Message) found).entry())
              .filter(entry -> entry.location().equals(location))
              .findFirst()
              .flatMap(Entry::group);
      store.volumes.erase(List.of(grave(message)));
      byte[] after = disk.octets(name);
      int start = start(before, location);
      int end = (int) (location.offset() + location.size());
      assertArrayEquals(Arrays.copyOf(before, start), Arrays.copyOf(after, start));
      assertArrayEquals(
          Arrays.copyOfRange(before, end, before.length),
          Arrays.copyOfRange(after, end, after.length));
      assertTrue(
          verify(store).contains(new Found.Erased(grave(message), group, true)), "" + message);
    }
    assertEquals(4, verify(store).stream().filter(Found.Erased.class::isInstance).count());
    assertEquals(2, verify(store).stream().filter(Found.Message.class::isInstance).count());
    assertEquals(6, verify(store).size());
  }

  /** Where the head of a message begins: at the last pax header before it. */
  private static int start(byte[] volume, Location location) {
    int at = (int) location.offset() - 2 * TarHeader.BLOCK;
    while (TarHeader.parse(volume, at).filter(head -> head.type() == TarHeader.PAX).isEmpty()) {
      at -= TarHeader.BLOCK;
    }
    return at;
  }

  @Test
  void nothingOfTheMessageOrItsLabelIsLeft() throws IOException {
    store.volumes.erase(List.of(grave(0), grave(1), grave(2), grave(3), grave(4), grave(5)));
    for (String name : List.of(FIRST, OWN)) {
      byte[] volume = disk.octets(name);
      for (LittleStore.Stored one : store.stored) {
        byte[] octets = one.octets().stream().readAllBytes();
        for (int at = 0; at + 32 <= octets.length; at += 32) {
          assertFalse(holds(volume, Arrays.copyOfRange(octets, at, at + 32)));
        }
        String digest = Digest.of(Digest.sha256().digest(octets)).hex();
        assertFalse(holds(volume, digest.getBytes(StandardCharsets.US_ASCII)));
      }
      for (String text : List.of("INBOX", "aruba", "UID1-77", "2026-", "Seen", "Forwarded")) {
        assertFalse(holds(volume, text.getBytes(StandardCharsets.UTF_8)), text);
      }
      assertTrue(holds(volume, TAG.hex().getBytes(StandardCharsets.US_ASCII)));
    }
  }

  @Test
  void aReaderIsNeverGivenTheZeros() throws IOException {
    Octets octets = store.volumes.octets(store.stored.get(1).location());
    byte[] some = new byte[100];
    assertEquals(100, octets.read(0, some, 0, 100));
    store.volumes.erase(List.of(grave(1)));
    assertThrows(ErasedMessage.class, () -> octets.read(100, some, 0, 100));
    assertEquals(100, store.volumes.octets(store.stored.get(0).location()).read(0, some, 0, 100));
  }

  @Test
  void onlyATombstoneOfZerosIsBlank() throws IOException {
    Location location = store.stored.get(3).location();
    assertFalse(store.volumes.isBlank(location));
    store.volumes.erase(List.of(grave(3)));
    assertTrue(store.volumes.isBlank(location));
    disk.spoil(FIRST, location.offset() + 1000);
    assertFalse(store.volumes.isBlank(location));
    assertTrue(
        verify(store).contains(new Found.Erased(grave(3), group(verify(store), location), false)));
  }

  private static Optional<Position> group(List<Found> found, Location location) {
    return found.stream()
        .filter(Found.Erased.class::isInstance)
        .map(Found.Erased.class::cast)
        .filter(erased -> erased.grave().location().equals(location))
        .findFirst()
        .flatMap(Found.Erased::group);
  }

  /** Any octet of the head may be damaged: the octets go all the same, and no other message. */
  @Test
  void aDamagedHeadDoesNotSaveTheOctets() throws IOException {
    Location location = store.stored.get(1).location();
    byte[] octets = octets(1500);
    int end = (int) location.offset();
    for (int at = start(disk.octets(FIRST), location); at < end; at += 37) {
      setUp();
      disk.spoil(FIRST, at);
      store.volumes.erase(List.of(grave(1)));
      byte[] volume = disk.octets(FIRST);
      assertFalse(holds(volume, Arrays.copyOf(octets, 32)), "octet " + at);
      assertTrue(store.volumes.isBlank(location));
      assertEquals(
          5, verify(store).stream().filter(Found.Message.class::isInstance).count(), "octet " + at);
    }
  }

  private void setUp() throws IOException {
    for (String name : disk.files()) {
      disk.delete(name);
    }
    deliver();
  }

  @Test
  void whatIsNotThereNeedsNoErasing() throws IOException {
    Location beyond = new Location(1, 1_000_000, 10);
    Location missing = new Location(77, 1024, 10);
    byte[] before = disk.octets(FIRST);
    store.volumes.erase(List.of(new Grave(beyond, "anna", TAG), new Grave(missing, "anna", TAG)));
    assertArrayEquals(before, disk.octets(FIRST));
    assertTrue(store.volumes.isBlank(missing));
  }

  @Test
  void theWriterAppendsOnWhileMessagesAreErasedInTheOpenVolume() throws IOException {
    for (int i = 0; i < 4; i++) {
      store.volumes.erase(List.of(grave(i)));
      store.deliver(List.of(octets(500 + i)));
    }
    assertEquals(4, verify(store).stream().filter(Found.Erased.class::isInstance).count());
    store = store.restarted(disk);
    store.stored.subList(0, 4).clear();
    assertEquals(new Recovery(List.of(), List.of()), store.recovery);
    assertEquals(
        store.stored.size(),
        verify(store).stream().filter(Found.Message.class::isInstance).count());
  }

  @Test
  void aVolumeOfTombstonesAloneIsStillTheOpenOne() throws IOException {
    store.volumes.erase(List.of(grave(0), grave(1), grave(2), grave(3), grave(4), grave(5)));
    assertEquals(
        store.committed, store.volumes.scan(Position.START, Position.UNBOUNDED, found -> {}));
  }

  @Test
  void anIndexThatIsOlderThanTombstonesIsNotFollowed() throws IOException {
    LittleStore newer = store.restarted(disk);
    newer.deliver(List.of(octets(5)));
    newer.deliver(List.of(octets(6)));
    Location last = newer.stored.getLast().location();
    newer.volumes.erase(List.of(new Grave(last, "anna", TAG)));
    assertThrows(IndexBehind.class, () -> store.restarted(disk));
  }

  @ParameterizedTest
  @EnumSource
  void whicheverOperationFailsItIsFinishedWhenItIsDoneAgain(Fault fault) throws IOException {
    for (long n = 1; ; n++) {
      setUp();
      FaultyDisk faulty = new FaultyDisk(disk, fault, n);
      interrupted(faulty);
      finish(disk, fault + " at operation " + n);
      if (!faulty.hasFailed()) {
        return;
      }
    }
  }

  @Test
  void aPowerCutAtAnyMomentLeavesAMessageOrATombstone() throws IOException {
    long first = new SplittableRandom().nextLong();
    for (long seed = first; seed < first + 200; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      setUp();
      interrupted(new FaultyDisk(disk, Fault.DEATH, random.nextInt(1, 25)));
      MemoryDisk once = disk.afterPowerCut(random);
      LittleStore between = store.restarted(once);
      assertEquals(new Recovery(List.of(), List.of()), between.recovery);
      for (Found found : verify(between)) {
        assertFalse(found instanceof Found.Damaged, "seed " + seed + ": " + found);
      }
      finish(once.afterPowerCut(random), "seed " + seed);
    }
  }

  private void interrupted(FaultyDisk faulty) throws IOException {
    LittleStore erasing = new LittleStore(faulty, LittleStore.SMALL);
    erasing.committed = store.committed;
    try {
      erasing.volumes = Volumes.open(faulty, () -> LittleStore.NOW, LittleStore.SMALL);
      erasing.volumes.erase(List.of(grave(1), grave(2), grave(4), grave(5)));
    } catch (IOException | DiskFailed end) {
      // it is done again
    }
  }

  private void finish(MemoryDisk found, String which) throws IOException {
    LittleStore again = store.restarted(found);
    again.volumes.erase(List.of(grave(1), grave(2), grave(4), grave(5)));
    List<Found> all = verify(again);
    assertEquals(6, all.size(), which);
    assertEquals(
        4,
        all.stream().filter(one -> one instanceof Found.Erased erased && erased.blank()).count(),
        which);
    for (int message : new int[] {0, 3}) {
      LittleStore.Stored left = store.stored.get(message);
      assertArrayEquals(
          left.octets().stream().readAllBytes(),
          again.volumes.octets(left.location()).stream().readAllBytes());
    }
    for (String text : List.of("UID1-77")) {
      assertEquals(2, count(found.octets(FIRST), text), which);
      assertEquals(0, count(found.octets(OWN), text), which);
    }
  }

  private static int count(byte[] octets, String text) {
    return new String(octets, StandardCharsets.ISO_8859_1).split(text, -1).length - 1;
  }
}
