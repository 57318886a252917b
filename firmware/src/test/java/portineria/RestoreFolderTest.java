package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.RecordingConsole;
import portineria.backup.RecoveryWords;
import portineria.backup.RestoreWish;
import portineria.cli.RunSettings;

/** What a restore that fails leaves behind, and what is said of it. */
class RestoreFolderTest {
  @TempDir Path temp;

  private IOException refused(Path data) throws IOException {
    RecoveryWords words = RecoveryWords.of(temp.resolve("keys"), new Random(1));
    RestoreWish wish =
        new RestoreWish(
            temp.resolve("nowhere").toString(), words, Map.of(), new RestoreWish.Which.Green());
    return assertThrows(
        IOException.class, () -> new Main().restore(data, wish, new RecordingConsole()));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void oneThatBroughtNothingLeavesNothing() throws Exception {
    Path data = temp.resolve("a/new/home");
    assertTrue(refused(data).getMessage().startsWith("there is no backup in "));
    assertFalse(Files.exists(temp.resolve("a")));
    Path disk = Files.createDirectories(temp.resolve("disk/lost+found")).getParent();
    refused(disk);
    assertEquals(List.of("lost+found"), names(disk));
  }

  @Test
  void oneThatCameHalfSaysHowToGoOnAndSoDoesEverybodyElse() throws Exception {
    Path data = temp.resolve("home");
    Files.createDirectories(data.resolve("restoring"));
    Files.writeString(data.resolve("restoring/snapshot"), "1a2b3c4d\n");
    String said = refused(data).getMessage();
    assertTrue(said.contains("the same command goes on from there"), said);
    assertTrue(Files.exists(data.resolve("restoring/snapshot")));
    IOException looked = assertThrows(IOException.class, () -> new Main().read(data, box -> 0));
    assertTrue(looked.getMessage().contains("has not ended"), looked::getMessage);
    assertTrue(looked.getMessage().contains("the same restore command"), looked::getMessage);
    IOException begun =
        assertThrows(
            IOException.class,
            () ->
                new Main()
                    .run(
                        BoxAtWork.settings(data, RunSettings.Lights.NONE), new RecordingConsole()));
    assertEquals(looked.getMessage(), begun.getMessage());
  }
}
