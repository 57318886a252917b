package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.backup.RecoveryWords;
import portineria.backup.RestoreWish;
import portineria.backup.RestoreWish.Which;

/** Backups on the command line, as far as restic is not needed for it. */
class BackupCommandsTest {
  @TempDir Path data;
  private FakePremises premises;
  private RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void open() {
    premises = new FakePremises(data);
  }

  @AfterEach
  void close() {
    premises.close();
  }

  private int run(String... words) {
    console = new RecordingConsole();
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--data", data.toString()));
    return new Cli(premises, prompt -> Optional.empty(), console, Duration.ZERO).run(line);
  }

  private void target(String name, String text) throws Exception {
    Path targets = Files.createDirectories(data.resolve("backup/targets"));
    Files.writeString(targets.resolve(name), text);
    premises.close();
    premises = new FakePremises(data);
  }

  @Test
  void theSheetHasTheWordsThatRestoreTakes() throws Exception {
    assertEquals(0, run("recovery-sheet", "--text"));
    RecoveryWords words = RecoveryWords.parse(console.text());
    assertEquals(words.text(), console.text());
    assertTrue(
        premises.store.audit().entries(0, 10).getLast().text().contains("recovery-words-shown"));
    assertEquals(0, run("recovery-sheet"));
    for (String word : words.words()) {
      assertTrue(console.text().contains(word), word);
    }
    Path file =
        Files.writeString(data.resolve("words"), words.text().toUpperCase(Locale.ROOT) + "\n");
    assertEquals(0, run("restore", "--from", "/mnt/usb", "--key-file", file.toString()));
    assertEquals(
        Optional.of(new RestoreWish("/mnt/usb", words, Map.of(), new Which.Green())),
        premises.restored);
    restore(file, "--newest");
    assertEquals(new Which.Newest(), premises.restored.get().which());
    restore(file, "--snapshot", "1a2b3c4d");
    assertEquals(new Which.Named("1a2b3c4d"), premises.restored.get().which());
    String[] both = {"restore", "--from", "/mnt/usb", "--key-file", file.toString(), "--newest"};
    assertEquals(
        2,
        run(
            Stream.concat(Stream.of(both), Stream.of("--snapshot", "1a2b"))
                .toArray(String[]::new)));
    assertEquals(2, run("restore", "--from", "/m", "--key-file", "f", "--snapshot", "latest"));
    assertTrue(console.text().contains("4 to 64 of the digits"), console.text());
  }

  private void restore(Path words, String... more) {
    List<String> line =
        new ArrayList<>(List.of("restore", "--from", "/mnt/usb", "--key-file", words.toString()));
    line.addAll(List.of(more));
    assertEquals(0, run(line.toArray(String[]::new)));
  }

  @Test
  void whereNothingIsDamagedThereIsNothingToHeal() {
    assertEquals(0, run("backup", "heal"));
    assertTrue(console.text().startsWith("no message is known to be damaged"), console.text());
  }

  @Test
  void aRestoreSaysWhatIsWrongWithTheWords() throws Exception {
    Path file = Files.writeString(data.resolve("words"), "bada mario");
    assertEquals(1, run("restore", "--from", "/mnt/usb", "--key-file", file.toString()));
    assertEquals(
        "portineria: word 2 of the recovery words, 'mario', is none of them", console.text());
    assertEquals(1, run("restore", "--from", "/mnt/usb", "--key-file", data + "/none"));
    assertTrue(console.text().contains("can't be read"), console.text());
    assertEquals(2, run("restore", "--from", "/mnt/usb"));
  }

  @Test
  void withoutATargetABackupSaysHowToAddOne() {
    assertEquals(1, run("backup", "run"));
    assertEquals(
        "portineria: there is no backup target: add one with portineria backup target add",
        console.text());
    assertEquals(1, run("backup", "run", "usb"));
    assertTrue(console.text().contains("there is no backup target usb"), console.text());
    assertEquals(1, run("backup", "cancel"));
    assertEquals("portineria: no backup runs: there is nothing to cancel", console.text());
    assertEquals(2, run("backup", "target", "add", "usb"));
    assertEquals(2, run("backup", "target", "add", "usb", "--disk", "A", "--folder", "/b"));
  }

  @Test
  void theListSaysWhatIsGreenAndWhatFailed() throws Exception {
    target(
        "usb",
        """
        place disk USB
        id 5d28
        run 2026-11-27T08:00:00Z 61 ok 5000 7000000000 ce46bce1 31 messages
        run 2026-11-27T07:00:00Z 3 failed 0 0 - it is full: make room
        """);
    assertEquals(0, run("backup", "list"));
    List<String> lines = console.text().lines().toList();
    assertTrue(
        lines.get(0).matches("usb  2026-11-2.*  green   7[.]0 GB  [+]5[.]0 kB  61 s  31 messages"),
        console.text());
    assertTrue(
        lines.get(1).matches("usb  2026-11-2.*  FAILED  -  .*it is full: make room"),
        console.text());
    assertEquals(0, run("backup", "target", "list"));
    assertTrue(console.text().matches("usb  disk USB  not there  green .*"), console.text());
    assertEquals(1, run("backup", "run"));
    assertEquals("portineria: usb (USB) is not there: plug it in", console.text());
    assertEquals(0, run("backup", "list"));
    assertTrue(
        console.text().lines().findFirst().orElseThrow().contains("NOT THERE"), console.text());
    assertEquals(0, run("backup", "target", "remove", "usb"));
    assertEquals(0, run("backup", "target", "list"));
    assertEquals("", console.text());
  }

  @Test
  void aTargetThatShouldBeThereIsNamedWhereNoneIs() throws Exception {
    target("nas", "place folder " + data + "/mnt/nas\nid 5d28\n");
    assertEquals(1, run("backup", "run"));
    assertEquals(
        "portineria: nas (" + data + "/mnt/nas) is not there: plug it in, or mount it",
        console.text());
    assertEquals(1, run("status"));
    assertTrue(
        console
            .text()
            .lines()
            .anyMatch(line -> line.startsWith("! A backup to nas was wanted on ")),
        console.text());
  }
}
