package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.backup.BackupFailed.Kind;

/** What may be done while a backup runs; it runs for as long as a test wants. */
@Tag("slow")
@Timeout(180)
class BackupMeanwhileTest {
  @TempDir Path temp;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private BackedBox box;

  @BeforeEach
  void open() throws Exception {
    BackedBox.Lens lens =
        camera ->
            file -> {
              begun.countDown();
              await(mayGoOn);
              return camera.take(file);
            };
    box = new BackedBox(temp.resolve("data"), lens, Restic.ofThisMachine());
    box.add("INBOX", "Subject: mail\r\n\r\ntext\r\n");
    add("usb");
  }

  @AfterEach
  void close() throws Exception {
    mayGoOn.countDown();
    box.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Target add(String name) throws IOException {
    Path disk = Files.createDirectories(temp.resolve(name));
    return box.backups.add(name, new Place.Folder(disk), Map.of(), Watch.NOBODY);
  }

  /** How the backup ends that has begun by then. */
  private CompletableFuture<String> run() {
    CompletableFuture<String> ended =
        CompletableFuture.supplyAsync(this::ended, Thread::startVirtualThread);
    await(begun);
    return ended;
  }

  private String ended() {
    try {
      return box.backups.run("usb", Watch.NOBODY).end().toString();
    } catch (BackupFailed failed) {
      return failed.kind() + ": " + failed.getMessage();
    } catch (IOException other) {
      return other.toString();
    }
  }

  @Test
  void aTargetIsAddedAtOnce() throws Exception {
    CompletableFuture<String> run = run();
    assertEquals("nas", add("nas").name());
    assertFalse(run.isDone());
    mayGoOn.countDown();
    assertEquals("GREEN", run.get());
  }

  @Test
  void aTargetIsRemovedAndTheBackupToItComesToNothing() throws Exception {
    CompletableFuture<String> run = run();
    CompletableFuture<Boolean> removed =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return box.backups.remove("usb");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            },
            Thread::startVirtualThread);
    while (!box.backups.targets().isEmpty()) {
      Thread.onSpinWait();
    }
    mayGoOn.countDown();
    assertTrue(removed.get());
    assertEquals(
        Kind.CANCELLED + ": the backup was ended, because its target was removed", run.get());
    assertEquals(List.of(), box.backups.targets());
    assertFalse(Files.exists(Targets.folder(temp.resolve("data")).resolve("usb")));
  }

  @Test
  void theTraceSaysWhoCancelledIt() throws Exception {
    CompletableFuture<String> run = run();
    box.backups.cancel(Ender.PAGE);
    mayGoOn.countDown();
    String sentence = "the backup was cancelled on the page; the next one goes on from there";
    assertEquals(Kind.CANCELLED + ": " + sentence, run.get());
    Run trace = box.backups.targets().getFirst().runs().getFirst();
    assertEquals(Run.End.CANCELLED, trace.end());
    assertEquals(sentence, trace.sentence());
  }

  private void awaitEnd() {
    while (box.backups.series().isUnderWay()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whateverRunsIsSeenAndCancelledByEverybody() throws Exception {
    CompletableFuture<String> run = run();
    assertEquals("usb", box.backups.going().orElseThrow().target().name());
    assertTrue(box.backups.cancel(Ender.COMMAND));
    mayGoOn.countDown();
    assertEquals(
        "CANCELLED: the backup was cancelled by a command; the next one goes on from there",
        run.get());
    assertEquals(Optional.empty(), box.backups.going());
    assertFalse(box.backups.cancel(Ender.COMMAND));
  }

  @Test
  void aSeriesEndsWithTheOneThatIsCancelled() throws Exception {
    add("nas");
    List<Target> all = box.backups.wanted();
    assertEquals(2, all.size());
    assertTrue(box.backups.series().begin(all));
    assertEquals("nas", box.backups.going().orElseThrow().target().name(), "at once");
    assertFalse(box.backups.series().begin(all));
    await(begun);
    assertTrue(box.backups.cancel(Ender.BUTTON));
    mayGoOn.countDown();
    awaitEnd();
    assertEquals(
        List.of(List.of(Run.End.CANCELLED), List.of()),
        box.backups.targets().stream()
            .map(target -> target.runs().stream().map(Run::end).toList())
            .toList());
    assertEquals(
        "the backup was cancelled at the button; the next one goes on from there",
        box.backups.targets().getFirst().runs().getFirst().sentence());
  }

  @Test
  void aSeriesIsMadeToAllAndNoFailureKeepsTheNextFromIt() throws Exception {
    add("nas");
    List<Target> all = box.backups.wanted();
    Files.move(temp.resolve("nas"), temp.resolve("away"));
    mayGoOn.countDown();
    assertTrue(box.backups.series().begin(all));
    awaitEnd();
    assertEquals(
        List.of(Run.End.ABSENT, Run.End.GREEN),
        box.backups.targets().stream().map(target -> target.runs().getFirst().end()).toList());
  }
}
