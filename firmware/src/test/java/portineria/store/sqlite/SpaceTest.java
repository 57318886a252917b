package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.volume.Disk;
import portineria.store.volume.FolderDisk;
import portineria.store.volume.Limits;

/** A disk that becomes full, and has room again. */
class SpaceTest {
  private static final long RESERVE = 1000;

  @TempDir Path data;

  private volatile long free = 10 * RESERVE;

  private StoreSettings settings() {
    Limits limits = new Limits(1 << 20, 1 << 16, 1 << 12, 1 << 20, RESERVE, 8);
    return TestSettings.of(data).withVolumes(limits).withDisk(new Sized(new FolderDisk(data)));
  }

  private static void refused(Executable action) {
    assertEquals(Refusal.Reason.NO_SPACE, assertThrows(Refusal.class, action).reason());
  }

  @Test
  void belowTheReserveNothingComesInAndAllElseWorks() throws Exception {
    try (OpenBox box = OpenBox.of(settings())) {
      box.add(box.inbox(), "one");
      box.add(box.inbox(), "two");
      free = RESERVE - 1;
      refused(() -> box.anna().incoming(0));
      box.inbox().store(UidSet.ALL, OpenBox.plus(Flag.SEEN), ModSeq.MAX);
      box.inbox().copy(UidSet.range(1, 1), box.mailbox("Archive"));
      box.inbox().remove(UidSet.range(1, 1));
      box.create("Work");
      free = 10 * RESERVE;
      box.add(box.inbox(), "three");
      assertEquals(List.of("two", "three"), box.texts("INBOX"));
    }
  }

  @Test
  void aMessageThatIsCompleteWhenTheSpaceEndsIsRefusedAndMayComeAgain() throws Exception {
    try (OpenBox box = OpenBox.of(settings());
        Incoming incoming = box.anna().incoming(0)) {
      var delivery = OpenBox.delivery(incoming, "one");
      free = RESERVE - 1;
      refused(() -> box.inbox().append(List.of(delivery)));
      assertEquals(0, box.inbox().view().count());
      free = 10 * RESERVE;
      box.inbox().append(List.of(delivery));
      assertEquals(List.of("one"), box.texts("INBOX"));
    }
  }

  @Test
  void anIndexThatCanNotGrowRefusesAndGoesOnWhenItCan() throws Exception {
    List<String> kept = new ArrayList<>();
    try (OpenBox box = OpenBox.of(settings())) {
      box.add(box.inbox(), "one");
      long pages = pragma(box, "PRAGMA page_count");
      pragma(box, "PRAGMA max_page_count = " + (pages + 3));
      kept.add("one");
      refused(
          () -> {
            while (kept.size() < 5000) {
              box.add(box.inbox(), "message " + kept.size());
              kept.add("message " + kept.size());
            }
          });
      assertTrue(kept.size() < 5000, "it was full at some time");
      assertEquals(kept.size(), box.inbox().view().count());
      box.inbox().store(UidSet.range(1, 1), OpenBox.plus(Flag.SEEN), ModSeq.MAX);
      pragma(box, "PRAGMA max_page_count = 1000000");
      box.add(box.inbox(), "it goes on");
      kept.add("it goes on");
    }
    try (OpenBox box = OpenBox.of(settings())) {
      assertEquals(kept.size(), box.inbox().view().count());
      assertEquals("it goes on", box.texts("INBOX").getLast());
    }
    assertEquals(List.of(), Verify.run(settings(), (octets, total) -> {}));
  }

  @Test
  void aStartOnAFullDiskGivesItsBallastAndTakesItInAgainLater() throws Exception {
    Path ballast = data.resolve("ballast");
    try (OpenBox box = OpenBox.of(settings())) {
      box.add(box.inbox(), "one");
      assertEquals(RESERVE / 32, Files.size(ballast));
    }
    free = RESERVE - 1;
    OpenBox.of(settings()).close();
    assertTrue(Files.exists(ballast), "the disk is not yet full");
    free = 0;
    try (OpenBox box = OpenBox.of(settings())) {
      assertFalse(Files.exists(ballast));
      box.store().housekeep();
      assertFalse(Files.exists(ballast));
      assertEquals(List.of("one"), box.texts("INBOX"));
      free = 10 * RESERVE;
      box.store().housekeep();
      assertTrue(Files.exists(ballast));
    }
  }

  @Test
  void aCopyOfTheIndexIsNotMadeFromTheReserve() throws Exception {
    Instant night = Instant.parse("2026-11-22T02:00:00Z");
    try (OpenBox box = OpenBox.of(settings())) {
      free = RESERVE + 5000; // an empty index has more
      assertEquals(Optional.empty(), box.store().safeCopy(night));
      free = 1 << 30;
      assertTrue(box.store().safeCopy(night).isPresent());
    }
  }

  private static long pragma(OpenBox box, String sql) throws Refusal {
    return box.store()
        .opened()
        .engine()
        .changes()
        .perform(transaction -> transaction.database().number(sql));
  }

  /** Another disk that says how much room it has. */
  private final class Sized implements Disk {
    private final Disk disk;

    Sized(Disk disk) {
      this.disk = disk;
    }

    @Override
    public Disk.File open(String name) throws IOException {
      return disk.open(name);
    }

    @Override
    public Disk.File edit(String name) throws IOException {
      return disk.edit(name);
    }

    @Override
    public Disk.File create(String name) throws IOException {
      return disk.create(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      disk.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
      disk.delete(name);
    }

    @Override
    public void makeDirectory(String name) throws IOException {
      disk.makeDirectory(name);
    }

    @Override
    public void forceDirectory(String name) throws IOException {
      disk.forceDirectory(name);
    }

    @Override
    public List<String> list(String directory) throws IOException {
      return disk.list(directory);
    }

    @Override
    public long freeOctets() {
      return free;
    }
  }
}
