package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Digest;
import portineria.store.Erasure;
import portineria.store.Flag;
import portineria.store.ModSeq;
import portineria.store.Still;
import portineria.store.UidSet;

/** What a backup takes of a store, and how it becomes a store again. */
class StillTest {
  private static final Actor BY = new Actor("root", "cli");

  @TempDir Path temp;

  private Path data() throws IOException {
    return Files.createDirectories(temp.resolve("data"));
  }

  private StoreSettings small(Path data) {
    return TestSettings.of(data).withVolumes(TestSettings.SMALL_VOLUMES);
  }

  private static Digest digest(String text) throws Exception {
    return Digest.of(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(int number) {
    return "Subject: " + number + "\r\n\r\n" + "x".repeat(4000 + number);
  }

  /** As a backup would: the still's index, and the volumes as they are later. */
  private Path copy(Path data, Path index) throws IOException {
    Path home = Files.createDirectories(temp.resolve("home"));
    Files.createDirectories(home.resolve("restoring"));
    Files.copy(index, home.resolve("restoring/index.db"));
    try (Stream<Path> tree = Files.walk(data.resolve("volumes"))) {
      for (Path one : tree.toList()) {
        Path there = home.resolve(data.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(there);
        } else {
          Files.copy(one, there);
        }
      }
    }
    Files.deleteIfExists(home.resolve("volumes/erased"));
    return home;
  }

  private void land(Path home, Path ledger) throws IOException {
    try (Landing landing = Landing.begin(small(home))) {
      landing.settle(home.resolve("restoring/index.db"), ledger, BY);
      landing.end();
    }
  }

  @Test
  void whatComesAfterTheStillIsCutOffAndNothingElse() throws Exception {
    Path data = data();
    Path index = temp.resolve("index.db");
    List<String> before;
    ModSeq last;
    try (OpenBox box = OpenBox.of(small(data))) {
      for (int i = 0; i < 10; i++) {
        box.add(box.inbox(), text(i), Flag.SEEN);
      }
      before = box.texts("INBOX");
      try (Still still = box.store().still(index)) {
        assertEquals(10, still.messages());
        for (int i = 10; i < 20; i++) {
          box.add(box.inbox(), text(i));
        }
        box.add(box.inbox(), "large ".repeat(3000));
        box.inbox().remove(UidSet.ALL);
        last = box.inbox().view().highestModSeq();
        assertTrue(still.isUndisturbed());
        for (Still.Volume volume : still.volumes()) {
          try (RandomAccessFile file =
              new RandomAccessFile(data.resolve(volume.name()).toFile(), "r")) {
            for (Still.Content content : still.contents(volume)) {
              byte[] octets = new byte[(int) content.size()];
              file.seek(content.offset());
              file.readFully(octets);
              assertEquals(
                  content.digest(), Digest.of(MessageDigest.getInstance("SHA-256").digest(octets)));
              assertTrue(content.offset() + content.size() <= volume.end());
            }
          }
        }
      }
    }
    Path home = copy(data, index);
    assertThrows(IOException.class, () -> SqliteStore.open(small(home)).close());
    land(home, temp.resolve("none"));
    assertEquals(List.of(), Verify.run(small(home), (octets, total) -> {}));
    try (OpenBox box = OpenBox.of(small(home))) {
      assertEquals(before, box.texts("INBOX"));
      assertTrue(box.inbox().view().uidNext().value() > 1 << 20);
      assertTrue(
          box.inbox().view().highestModSeq().value() > last.value(),
          "higher than what was given out after the backup");
      // Who saw what came after the backup hears that it is gone.
      assertEquals(UidSet.range(11, 21), box.inbox().vanishedSince(last).and(UidSet.range(1, 21)));
      assertEquals(21 + (1 << 20) - 10, box.add(box.inbox(), "new").value());
    }
    assertEquals(List.of(), Verify.run(small(home), (octets, total) -> {}));
  }

  @Test
  void anErasureDisturbsAStillAndStaysDoneAfterARestore() throws Exception {
    Path data = data();
    Path index = temp.resolve("index.db");
    Path ledger = temp.resolve("ledger");
    Path home;
    try (OpenBox box = OpenBox.of(small(data))) {
      box.add(box.inbox(), "keep");
      box.add(box.inbox(), "erase");
      try (Still still = box.store().still(index)) {
        home = copy(data, index); // the volumes were read before
        Erasure.Target target = new Erasure.Target("anna", digest("erase"));
        box.store()
            .erase(new Erasure(List.of(target), Erasure.Extent.EVERYWHERE, Doom.ACT), Doom.UNHEARD);
        assertFalse(still.isUndisturbed());
      }
      Files.copy(data.resolve("volumes/erased"), ledger);
    }
    land(home, ledger);
    try (OpenBox box = OpenBox.of(small(home))) {
      assertEquals(List.of("keep"), box.texts("INBOX"));
    }
    assertEquals(List.of(), Verify.run(small(home), (octets, total) -> {}));
  }

  @Test
  void aFolderWithMailIsNotOverwritten() throws Exception {
    Path data = data();
    try (OpenBox box = OpenBox.of(small(data))) {
      box.add(box.inbox(), "mail");
    }
    String said =
        assertThrows(IOException.class, () -> Landing.begin(small(data)).close()).getMessage();
    assertTrue(said.startsWith("there is mail in "), said);
    assertFalse(Files.exists(data.resolve("restoring")));
  }

  @Test
  void aRestoreIsInTheAuditChain() throws Exception {
    Path data = data();
    Path index = temp.resolve("index.db");
    try (OpenBox box = OpenBox.of(small(data))) {
      box.add(box.inbox(), "mail");
      box.store().still(index).close();
    }
    Path home = copy(data, index);
    land(home, temp.resolve("none"));
    try (OpenBox box = OpenBox.of(small(home))) {
      String last = box.store().audit().entries(0, 100).getLast().text();
      assertTrue(last.contains("act " + Act.Kind.BOX_RESTORED.word() + "\n"), last);
    }
  }
}
