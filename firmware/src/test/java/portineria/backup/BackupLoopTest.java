package portineria.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When backups are made; each try ends early, because the store here can't be copied. */
class BackupLoopTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @TempDir Path data;
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private Backups backups;
  private BackupLoop loop;
  private final List<Target> visited = new ArrayList<>();

  @BeforeEach
  void targets() throws IOException {
    Path targets = Files.createDirectories(Targets.folder(data));
    Path disk = Files.createDirectories(data.resolve("disk/portineria"));
    Files.createFile(disk.resolve("config"));
    Files.writeString(targets.resolve("disk"), "place folder " + disk.getParent() + "\nid 1\n");
    Files.writeString(targets.resolve("gone"), "place folder " + data + "/gone\nid 2\n");
    Files.writeString(targets.resolve("far"), "place repository sftp:u@nowhere.invalid:/b\nid 3\n");
    openAsWritten();
  }

  @AfterEach
  void close() {
    loop.close();
    backups.close();
  }

  private List<Integer> runs() {
    return backups.targets().stream().map(target -> target.runs().size()).toList();
  }

  private List<Integer> after(Duration time) {
    now = now.plus(time);
    loop.look();
    return runs();
  }

  @Test
  void whatIsThereIsBackedUpHourlyAndWhatIsFarAwayOnceANight() {
    assertEquals(List.of("disk", "far", "gone"), names());
    assertEquals(List.of(1, 1, 0), after(Duration.ZERO));
    assertEquals(List.of(1, 1, 0), after(Duration.ofMinutes(59)));
    assertEquals(List.of(2, 2, 0), after(Duration.ofMinutes(1)), "what failed is tried again");
  }

  @Test
  void aNightThatWentWellIsNotRepeatedBeforeTheNextOne() throws Exception {
    Target far = backups.targets().get(1);
    Run night = new Run(now, Duration.ZERO, Run.End.GREEN, 0, 0, "x", "well", "bene");
    Files.writeString(Targets.folder(data).resolve("far"), far.with(night).text());
    close();
    openAsWritten();
    assertEquals(1, after(Duration.ofHours(5)).get(1));
    assertEquals(1, after(Duration.ofHours(12)).get(1), "it is 02:00 in Rome");
    assertEquals(2, after(Duration.ofMinutes(31)).get(1));
  }

  private void openAsWritten() {
    backups =
        new Backups(
            data,
            file -> {
              throw new IOException("no store");
            },
            digest -> List.of(),
            new Restic("restic", data.toString()),
            Disks.ofThisMachine(),
            () -> now,
            new Random(1));
    loop = new BackupLoop(backups, visited::add, () -> now, ROME);
  }

  @Test
  void eachTargetIsVisitedBeforeItsBackupWhateverBecomesOfThat() {
    loop.look();
    assertEquals(List.of("disk", "far"), visited.stream().map(Target::name).toList());
  }

  @Test
  void aClockThatWasSetBackStopsNothing() {
    assertEquals(1, after(Duration.ZERO).getFirst());
    assertEquals(2, after(Duration.ofDays(-300)).getFirst());
  }

  @Test
  void whatItTriedIsInTheList() {
    loop.look();
    String said = backups.targets().getFirst().runs().getFirst().sentence();
    assertTrue(said.contains("install restic"), said);
  }

  private List<String> names() {
    return backups.targets().stream().map(Target::name).toList();
  }
}
