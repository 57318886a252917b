package portineria.store.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;

class SpoolTest {
  private static final int KIB = 1024;
  private static final Limits LIMITS =
      new Limits(64L * KIB * KIB, 1024 * KIB, 64 * KIB, 256L * KIB, 1000, 4);

  private final MemoryDisk disk = new MemoryDisk();

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }

  @Test
  void whatIsWrittenIsReadWhateverItsSizeAndPieces() throws Exception {
    Spool spool = Spool.open(disk, LIMITS);
    int[] sizes = {0, 1, 8191, 8192, 8193, 65_536, 65_537, 200_000, 1_048_576, 1_048_577};
    for (int size : sizes) {
      for (int piece : new int[] {700, 8192, 1 << 20}) {
        byte[] octets = octets(size);
        try (Incoming incoming = spool.incoming(size % 3 == 0 ? 0 : size)) {
          for (int at = 0; at < size; at += piece) {
            incoming.write(octets, at, Math.min(piece, size - at));
          }
          Incoming.Received received = incoming.finish();
          assertArrayEquals(octets, received.octets().stream().readAllBytes());
          assertEquals(size, received.octets().size());
          assertEquals(Digest.of(Digest.sha256().digest(octets)), received.digest());
          assertEquals(size > LIMITS.memoryOctets() ? 1 : 0, disk.files().size());
        }
        assertEquals(List.of(), disk.files(), "V10");
        assertEquals(0, spool.memoryOctets());
      }
    }
  }

  @Test
  void octetsAreReadAtAnyPosition() throws Exception {
    Spool spool = Spool.open(disk, LIMITS);
    for (int size : new int[] {5000, 100_000}) {
      byte[] octets = octets(size);
      try (Incoming incoming = spool.incoming(0)) {
        incoming.write(octets, 0, size);
        Incoming.Received received = incoming.finish();
        byte[] target = new byte[100];
        assertEquals(10, received.octets().read(size - 10, target, 5, 95));
        assertTrue(Arrays.equals(octets, size - 10, size, target, 5, 15));
        assertEquals(-1, received.octets().read(size, target, 0, 100));
      }
    }
  }

  @Test
  void messagesGoToFilesWhenMemoryIsScarce() throws Exception {
    Spool spool = Spool.open(disk, LIMITS);
    List<Incoming> incomings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Incoming incoming = spool.incoming(60 * KIB);
      incoming.write(octets(60 * KIB), 0, 60 * KIB);
      assertArrayEquals(octets(60 * KIB), incoming.finish().octets().stream().readAllBytes());
      incomings.add(incoming);
      assertTrue(spool.memoryOctets() <= LIMITS.memoryBudgetOctets());
    }
    assertEquals(16, disk.files().size());
    incomings.forEach(Incoming::close);
    assertEquals(0, spool.memoryOctets());
    assertEquals(List.of(), disk.files());
  }

  @Test
  void theReserveStaysFree() throws Exception {
    Spool spool = Spool.open(disk, LIMITS);
    disk.setFree(3000);
    spool.incoming(2000).close();
    Refusal refusal = assertThrows(Refusal.class, () -> spool.incoming(2001));
    assertEquals(Refusal.Reason.NO_SPACE, refusal.reason());
    disk.setFree(999);
    assertThrows(Refusal.class, () -> spool.incoming(0));
  }

  @Test
  void theReserveStaysFreeOfAMessageThatIsLargerThanItSaid() throws Exception {
    Spool spool = Spool.open(disk, LIMITS);
    try (Incoming incoming = spool.incoming(10)) {
      byte[] octets = octets(100 * KIB);
      incoming.write(octets, 0, octets.length);
      disk.setFree(0);
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> {
                for (int i = 0; i < 20; i++) {
                  incoming.write(octets, 0, octets.length);
                }
              });
      assertEquals(Refusal.Reason.NO_SPACE, refusal.reason());
      disk.setFree(Long.MAX_VALUE);
      assertThrows(Refusal.class, () -> incoming.write(octets, 0, 1), "a hole is in it");
      assertThrows(Refusal.class, incoming::finish);
    }
    assertEquals(List.of(), disk.files());
  }

  @Test
  void aForceThatFailedIsNotRepeated() throws Exception {
    FaultyDisk faulty = new FaultyDisk(disk, FaultyDisk.Fault.ERROR, 1 + 1 + 17 + 1 + 1 + 1);
    Spool spool = Spool.open(faulty, LIMITS);
    try (Incoming incoming = spool.incoming(0)) {
      byte[] octets = octets(17 * 64 * KIB);
      incoming.write(octets, 0, octets.length);
      Parcel parcel = (Parcel) incoming.finish();
      for (int i = 0; i < 3; i++) {
        Refusal refusal = assertThrows(Refusal.class, () -> parcel.address(LittleStore.label()));
        assertEquals(Refusal.Reason.UNAVAILABLE, refusal.reason());
        assertTrue(faulty.hasFailed());
      }
    }
  }

  @Test
  void theSpoolIsEmptiedAtStart() throws IOException {
    disk.makeDirectory("spool");
    disk.create("spool/7.tar").close();
    disk.create("spool/something else").close();
    Spool.open(disk, LIMITS);
    assertEquals(List.of(), disk.files());
  }
}
