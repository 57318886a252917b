package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import portineria.message.Octets;
import portineria.store.Incoming;
import portineria.store.Refusal;

/**
 * The volumes in the hands of somebody who keeps an index in memory: groups, commits, cutting back,
 * as the sign of the room says. What is {@code stored} was acknowledged.
 */
final class LittleStore {
  static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  /** So small that a few groups meet every case. */
  static final Limits SMALL = new Limits(16 * 1024, 4 * 1024, 1024, 2 * 1024, 0, 2);

  private final FaultyDisk disk;
  private final Limits limits;
  final List<Stored> stored = new ArrayList<>();
  Position committed = Position.START;
  Spool spool;
  Volumes volumes;
  Recovery recovery;

  /** A message that was acknowledged. */
  record Stored(Location location, Octets octets) {}

  LittleStore(FaultyDisk disk, Limits limits) {
    this.disk = disk;
    this.limits = limits;
  }

  /** One over a disk that never fails, started. */
  static LittleStore on(Disk disk, Limits limits) throws IOException {
    LittleStore store = new LittleStore(new FaultyDisk(disk, FaultyDisk.Fault.ERROR, 0), limits);
    store.start();
    return store;
  }

  /** What a later program finds that has the same index and another disk. */
  LittleStore restarted(Disk found) throws IOException {
    LittleStore store = new LittleStore(new FaultyDisk(found, FaultyDisk.Fault.ERROR, 0), limits);
    store.stored.addAll(stored);
    store.committed = committed;
    store.start();
    return store;
  }

  void start() throws IOException {
    spool = Spool.open(disk, limits);
    volumes = Volumes.open(disk, InstantSource.fixed(NOW), limits);
    recovery = volumes.recover(committed);
  }

  static Label label() {
    return new Label(
        "anna@studio.it",
        "INBOX/Però",
        Optional.of("aruba"),
        Optional.of("UID1-77"),
        Instant.parse("2026-11-20T09:08:07Z"),
        List.of("\\Seen", "$Forwarded"),
        NOW);
  }

  /** Some octets of a message. */
  static byte[] message(RandomGenerator random) {
    int size =
        switch (random.nextInt(8)) {
          case 0 -> random.nextInt(4097, 9000);
          case 1, 2 -> random.nextInt(1025, 4097);
          default -> random.nextInt(1025);
        };
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    return octets;
  }

  /** Delivers a group; if it fails, each of it again singly. */
  void deliver(List<byte[]> messages) {
    List<Incoming> incomings = new ArrayList<>();
    List<Parcel> parcels = new ArrayList<>();
    List<byte[]> accepted = new ArrayList<>();
    for (byte[] message : messages) {
      try {
        Incoming incoming = spool.incoming(message.length);
        incomings.add(incoming);
        incoming.write(message, 0, message.length);
        Parcel parcel = (Parcel) incoming.finish();
        parcel.address(label());
        parcels.add(parcel);
        accepted.add(message);
      } catch (Refusal | IOException refused) {
        // not acknowledged
      }
    }
    if (!commit(parcels, accepted)) {
      for (int i = 0; i < parcels.size(); i++) {
        commit(parcels.subList(i, i + 1), accepted.subList(i, i + 1));
      }
    }
    incomings.forEach(Incoming::close);
  }

  private boolean commit(List<Parcel> group, List<byte[]> messages) {
    Position mark = volumes.position();
    List<Stored> places = new ArrayList<>();
    try {
      for (int i = 0; i < group.size(); i++) {
        places.add(new Stored(volumes.append(group.get(i)), Octets.of(messages.get(i))));
      }
      volumes.sync();
      disk.step();
    } catch (IOException failed) {
      volumes.cutBack(mark);
      return false;
    }
    committed = volumes.position();
    stored.addAll(places);
    return true;
  }

  /** Checks the invariants of FORMAT.md that can be seen from here: V1, V2, V4, V5, V8. */
  void check() throws IOException {
    Set<Location> expected = new HashSet<>();
    for (Stored message : stored) {
      assertArrayEquals(
          message.octets.stream().readAllBytes(),
          volumes.octets(message.location).stream().readAllBytes());
      expected.add(message.location);
      assertEquals(
          message.octets.size() > limits.ownVolumeOctets(),
          message.location.offset() == EntryHead.OWN_OCTETS);
    }
    assertEquals(stored.size(), expected.size());
    List<Found> found = new ArrayList<>();
    volumes.verify(committed, found::add);
    Set<Location> seen = new HashSet<>();
    for (Found one : found) {
      Found.Message message = (Found.Message) one;
      assertEquals(label(), message.entry().label());
      seen.add(message.entry().location());
    }
    assertEquals(expected, seen);
    assertEquals(seen.size(), found.size());
  }

  /** Checks V3, V4 and V10 on a disk on which nothing is under way. */
  void checkTidy(MemoryDisk memory) throws IOException {
    assertEquals(List.of(), memory.list("spool"));
    List<Found> all = new ArrayList<>();
    assertEquals(committed, volumes.scan(Position.START, Position.UNBOUNDED, all::add));
    assertEquals(stored.size(), all.stream().filter(Found.Message.class::isInstance).count());
    assertEquals(stored.size(), all.size());
  }
}
