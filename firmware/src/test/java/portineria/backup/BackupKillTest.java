package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.peer.Appliance;
import portineria.store.Flag;
import portineria.store.sqlite.StoreSettings;
import portineria.store.sqlite.Verify;

/**
 * {@code kill -9} in the middle of backups and restores: restic ends with them, and the next one
 * succeeds.
 *
 * <p>The moment of a kill is the one thing that is random by the clock here; all else comes from
 * the printed seed.
 */
@Tag("slow")
@Timeout(1800)
class BackupKillTest {
  private static final int MESSAGES = 40;

  private static final List<String> SHORT_LIVED = List.of("-Xmx192m", "-XX:TieredStopAtLevel=1");

  /** After so many kills in a row one must succeed. */
  private static final int IN_A_ROW = 5;

  private final Random random = seeded();

  @TempDir Path temp;
  private Path data;
  private Path disk;
  private Path words;

  private static Random seeded() {
    long seed = Long.getLong("portineria.seed", System.nanoTime());
    System.out.println("BackupKillTest: -Dportineria.seed=" + seed);
    return new Random(seed);
  }

  @BeforeEach
  void fill() throws Exception {
    data = temp.resolve("data");
    disk = Files.createDirectories(temp.resolve("disk"));
    words = temp.resolve("words");
    try (BackedBox box = new BackedBox(data)) {
      for (int i = 0; i < MESSAGES; i++) {
        box.add("INBOX", BackedBox.text(random, 20_000), i % 2 == 0 ? Flag.SEEN : Flag.FLAGGED);
      }
      box.add("INBOX", BackedBox.text(random, 2_000_000));
      box.backups.add("usb", new Place.Folder(disk), Map.of(), Watch.NOBODY);
      Files.writeString(words, box.backups.words().text());
    }
  }

  @Test
  void fiveKillsOfBackupsAndFiveOfRestoresAndTheNextOnesSucceed() throws Exception {
    kill(5);
  }

  @Test
  @Tag("long")
  void fiftyKillsOfBackupsAndFiftyOfRestoresAndTheNextOnesSucceed() throws Exception {
    kill(50);
  }

  private void kill(int times) throws Exception {
    long longest = TimeUnit.SECONDS.toNanos(5);
    for (int done = 0; done < times; done += IN_A_ROW) {
      addOne();
      longest = killThenEnd(longest, "backup", "run", "usb", "--data", data.toString());
    }
    List<String> all = dump(data);
    longest = TimeUnit.SECONDS.toNanos(3);
    for (int done = 0; done < times; done += IN_A_ROW) {
      Path home = temp.resolve("home-" + done);
      longest =
          killThenEnd(
              longest,
              "restore",
              "--from",
              disk.toString(),
              "--key-file",
              words.toString(),
              "--data",
              home.toString());
      assertEquals(all, dump(home));
      assertEquals(List.of(), Verify.run(StoreSettings.of(home), (octets, total) -> {}));
    }
  }

  private void addOne() throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      box.add("INBOX", BackedBox.text(random, 5_000));
    }
  }

  private static List<String> dump(Path data) throws Exception {
    try (BackedBox box = new BackedBox(data)) {
      return box.dump();
    }
  }

  /**
   * Kills a command again and again, then lets it end.
   *
   * @param longest how long one takes, more or less, in nanoseconds
   * @return how long it took
   */
  private long killThenEnd(long longest, String... command)
      throws IOException, InterruptedException {
    for (int i = 0; i < IN_A_ROW; i++) {
      killed((long) (random.nextDouble() * longest), command);
    }
    long begun = System.nanoTime();
    Appliance.Said said = Appliance.say(command);
    // A restore that was at its end before it was killed has nothing left to do; what it has
    // brought is compared.
    boolean wasDone = said.text().contains("a restore overwrites none");
    assertTrue(said.exit() == 0 || wasDone, said::text);
    return System.nanoTime() - begun;
  }

  private static void killed(long nanos, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Appliance.command(SHORT_LIVED, command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly().waitFor();
      for (ProcessHandle child : children) {
        ProcessHandle ended = child.onExit().completeOnTimeout(child, 20, TimeUnit.SECONDS).join();
        assertFalse(ended.isAlive(), "restic lives on");
      }
    }
  }
}
