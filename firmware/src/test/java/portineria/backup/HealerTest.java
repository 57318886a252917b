package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Account;
import portineria.store.Flag;
import portineria.store.Refusal;
import portineria.store.Still;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/** What the box's own disk has lost comes back from a target, octet for octet. */
@Tag("slow")
@Timeout(180)
class HealerTest {
  private static final int MESSAGES = 12;

  private final Random random = new Random(23);

  @TempDir Path temp;
  private Path data;
  private Path disk;
  private String known = "";
  private String large = "";

  @BeforeEach
  void texts() throws IOException {
    data = temp.resolve("data");
    disk = Files.createDirectories(temp.resolve("disk"));
    known = BackedBox.text(random, 30_000);
    large = BackedBox.text(random, 1_500_000);
  }

  /** Messages in the open volume, a large one in its own, and a backup of all. */
  private List<String> fill(BackedBox box) throws IOException {
    for (int i = 0; i < MESSAGES; i++) {
      box.add("INBOX", i == MESSAGES / 2 ? known : BackedBox.text(random, 8_000), Flag.SEEN);
    }
    box.add("INBOX", large, Flag.FLAGGED);
    box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
    backUp(box);
    return box.dump();
  }

  private static void backUp(BackedBox box) throws IOException {
    assertTrue(box.backups.run("usb", Watch.NOBODY).green());
  }

  private static void scrub(BackedBox box) throws Refusal {
    long octets = box.store.scrub().advance(1);
    octets += box.store.scrub().advance(1);
    assertTrue(octets > 0);
  }

  private Path volume(int number) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("volumes"))) {
      return files
          .filter(file -> file.endsWith(String.format("%06d.tar", number)))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Changes an octet of a message in its volume. */
  private void rot(BackedBox box, String text) throws IOException {
    Still.Place place = box.store.places(BackedBox.digest(text)).getFirst();
    try (RandomAccessFile file = new RandomAccessFile(volume(place.volume()).toFile(), "rw")) {
      file.seek(place.offset() + place.size() / 2);
      int octet = file.read();
      file.seek(place.offset() + place.size() / 2);
      file.write(octet ^ 1);
    }
  }

  private List<Object> findings() throws IOException {
    return List.copyOf(Verify.run(StoreSettings.of(data), (octets, total) -> {}));
  }

  @Test
  void damagedAndMissingOctetsComeBackAsTheyWere() throws Exception {
    List<String> before;
    try (BackedBox box = new BackedBox(data)) {
      before = fill(box);
      assertEquals(0, new Healer(box.store, box.backups).damages());
      rot(box, known);
      Files.delete(volume(box.store.places(BackedBox.digest(large)).getFirst().volume()));
    }
    try (BackedBox box = new BackedBox(data)) {
      Healer healer = new Healer(box.store, box.backups);
      assertEquals(1, box.store.losses().size());
      scrub(box);
      assertEquals(2, healer.damages());
      assertNotEquals(List.of(), findings());
      assertEquals(2, healer.from("usb", Watch.NOBODY));
      assertEquals(0, healer.damages(), "and health has nothing to say");
      assertEquals(List.of(), box.store.losses());
      assertEquals(before, box.dump());
      assertEquals(0, healer.from("usb", Watch.NOBODY), "there is nothing left to do");
    }
    assertEquals(List.of(), findings());
    try (BackedBox box = new BackedBox(data)) {
      assertEquals(before, box.dump());
      backUp(box);
    }
    assertEquals(List.of(), findings());
  }

  @Test
  void whatWasBackedUpDamagedIsTakenFromAnOlderBackup() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      List<String> before = fill(box);
      rot(box, known);
      box.add("Sent", BackedBox.text(random, 3000));
      backUp(box); // restic has read the damaged octets: the file's time has changed
      scrub(box);
      Healer healer = new Healer(box.store, box.backups);
      assertEquals(1, healer.from("usb", Watch.NOBODY));
      assertTrue(box.dump().containsAll(before));
    }
    assertEquals(List.of(), findings());
  }

  @Test
  void twoAccountsWithTheSameMessageAreBothHealed() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      Account bruno = box.store.createAccount("bruno", BackedBox.ACTOR);
      box.addTo(bruno, "INBOX", known);
      fill(box);
      for (Still.Place place : box.store.places(BackedBox.digest(known))) {
        try (RandomAccessFile file = new RandomAccessFile(volume(place.volume()).toFile(), "rw")) {
          file.seek(place.offset());
          file.write('!');
        }
      }
      scrub(box);
      Healer healer = new Healer(box.store, box.backups);
      assertEquals(2, healer.damages());
      assertEquals(2, healer.from("usb", Watch.NOBODY));
      assertEquals(0, healer.damages());
    }
    assertEquals(List.of(), findings());
  }

  @Test
  void whatNoBackupHasStaysDamagedAndNothingElseIsTakenForIt() throws Exception {
    String late = BackedBox.text(random, 9_000);
    try (BackedBox box = new BackedBox(data)) {
      List<String> before = fill(box);
      box.add("Sent", late);
      rot(box, late);
      rot(box, known);
      scrub(box);
      Healer healer = new Healer(box.store, box.backups);
      assertEquals(1, healer.from("usb", Watch.NOBODY));
      assertEquals(1, healer.damages());
      assertTrue(box.dump().containsAll(before));
      Files.move(disk, temp.resolve("unplugged"));
      IOException gone = assertThrows(BackupFailed.class, () -> healer.from("usb", Watch.NOBODY));
      assertTrue(gone.getMessage().contains("is not there"), gone::getMessage);
      assertEquals(1, healer.damages());
    }
    assertEquals(1, findings().size());
  }

  @Test
  void theBoxHealsByItselfBeforeTheNextBackup() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      List<String> before = fill(box);
      Instant[] now = {Instant.now()};
      Healer healer = new Healer(box.store, box.backups);
      try (BackupLoop loop =
          new BackupLoop(box.backups, healer::visit, () -> now[0], ZoneOffset.UTC)) {
        rot(box, known);
        scrub(box);
        loop.look();
        assertEquals(1, healer.damages(), "there was a backup within the hour");
        now[0] = now[0].plusSeconds(3700);
        loop.look();
        assertEquals(0, healer.damages());
        assertEquals(before, box.dump());
      }
      assertEquals(2, box.backups.targets().getFirst().runs().size());
    }
  }
}
