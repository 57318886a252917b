package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.Place;
import portineria.backup.RecoveryWords;
import portineria.backup.RestoreWish;
import portineria.backup.RestoreWish.Which;
import portineria.backup.Watch;
import portineria.peer.ImapClient;
import portineria.store.Actor;

/** Everything from a backup comes to a box that runs with nothing on it, whatever interrupts it. */
@Timeout(120)
class ComingHomeTest {
  private static final Actor BY = new Actor("admin", "web");

  @TempDir Path temp;
  private RestoreWish wish;

  /** A box with a message, backed up. */
  private void backUp() throws Exception {
    Path disk = Files.createDirectories(temp.resolve("disk"));
    try (BoxAtWork box = new BoxAtWork(temp.resolve("old"))) {
      box.running.box().addAccount("maria", "secret");
      try (ImapClient imap = new ImapClient(box.port("imap")).login("maria", "secret")) {
        imap.append(
            "INBOX",
            "",
            "Subject: precious\r\n\r\nBuongiorno\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      box.running.box().backups().add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      assertTrue(box.running.box().backups().run("usb", Watch.NOBODY).green());
      RecoveryWords words = box.running.box().backups().words();
      wish = new RestoreWish(disk.toString(), words, Map.of(), new Which.Green());
    }
  }

  private static ComingHome home(BoxAtWork box, Path data) {
    return new ComingHome(data, box.running.box().store(), BY, () -> {});
  }

  private static void expectMail(Path data) throws Exception {
    try (BoxAtWork box = new BoxAtWork(data);
        ImapClient imap = new ImapClient(box.port("imap")).login("maria", "secret")) {
      imap.expectOk("SELECT INBOX");
      assertTrue(imap.command("FETCH 1 (ENVELOPE)").untagged().toString().contains("precious"));
      assertFalse(home(box, data).isPossible());
    }
    assertEquals(Set.of(), leftovers(data));
  }

  private static Set<String> leftovers(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("coming") || name.startsWith("restoring"))
          .collect(java.util.stream.Collectors.toSet());
    }
  }

  @Test
  void itComesBesideARunningBoxAndIsThereAtTheNextStart() throws Exception {
    backUp();
    Path data = temp.resolve("new");
    try (BoxAtWork box = new BoxAtWork(data)) {
      ComingHome home = home(box, data);
      assertTrue(home.isPossible());
      RestoreWish nothing =
          new RestoreWish(temp.toString(), wish.words(), Map.of(), new Which.Green());
      assertThrows(IOException.class, () -> home.bring(nothing, Watch.NOBODY));
      assertTrue(home.isPossible());
      home.bring(wish, Watch.NOBODY);
      assertFalse(home.isPossible());
    }
    List<Path> stages = stages(data);
    expectMail(data);
    for (Path stage : stages) {
      expectMail(stage);
    }
  }

  /** The folder as a loss of power leaves it after each of the moves. */
  private List<Path> stages(Path data) throws IOException {
    Path begun = copy(data, "begun");
    Files.createDirectories(begun.resolve("restoring"));
    Path half = copy(begun, "half");
    delete(half.resolve("volumes"));
    Files.move(half.resolve("coming/volumes"), half.resolve("volumes"));
    Path moved = copy(begun, "moved");
    for (String name : List.of("volumes", "keys")) {
      delete(moved.resolve(name));
      Files.move(moved.resolve("coming").resolve(name), moved.resolve(name));
    }
    for (String suffix : List.of("-wal", "-shm")) {
      Files.deleteIfExists(moved.resolve("index.db" + suffix));
    }
    for (String stale : List.of("cache.db", "search.db")) {
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(moved.resolve(stale + suffix));
      }
    }
    Files.move(
        moved.resolve("coming/index.db"),
        moved.resolve("index.db"),
        StandardCopyOption.REPLACE_EXISTING);
    Path ended = copy(moved, "ended");
    delete(ended.resolve("restoring"));
    return List.of(begun, half, moved, ended);
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = temp.resolve(name);
    try (Stream<Path> tree = Files.walk(from)) {
      tree.filter(one -> Files.isDirectory(one) || Files.isRegularFile(one))
          .forEach(one -> copyOne(one, to.resolve(from.relativize(one))));
    }
    return to;
  }

  private static void copyOne(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path one : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }

  @Test
  void whatABoxHasOfItsOwnMeanwhileIsNotOverwritten() throws Exception {
    backUp();
    Path data = temp.resolve("new");
    try (BoxAtWork box = new BoxAtWork(data)) {
      ComingHome home = home(box, data);
      box.running.box().addAccount("carlo", "secret");
      assertFalse(home.isPossible());
      assertThrows(IOException.class, () -> home.bring(wish, Watch.NOBODY));
    }
    try (BoxAtWork box = new BoxAtWork(data)) {
      assertEquals(List.of("carlo"), box.running.box().store().accountNames());
    }
  }

  @Test
  void aBoxWithMailOfItsOwnStartsAllTheSame() throws Exception {
    Path data = temp.resolve("own");
    try (BoxAtWork box = new BoxAtWork(data)) {
      box.running.box().addAccount("carlo", "secret");
      try (ImapClient imap = new ImapClient(box.port("imap")).login("carlo", "secret")) {
        imap.append(
            "INBOX", "", "Subject: own\r\n\r\nCiao\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
    Files.createDirectories(data.resolve("coming"));
    Files.createFile(data.resolve("coming/index.db"));
    Files.createFile(data.resolve("coming.whole"));
    try (BoxAtWork box = new BoxAtWork(data)) {
      assertEquals(List.of("carlo"), box.running.box().store().accountNames());
    }
    assertTrue(Files.exists(data.resolve("coming/index.db")));
    assertFalse(Files.exists(data.resolve("coming.whole")));
  }
}
