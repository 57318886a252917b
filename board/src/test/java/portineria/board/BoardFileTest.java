package portineria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardFileTest {
  @TempDir Path folder;

  private static BoardFile of(String text) throws NoBoard {
    return BoardFile.of(text.lines().toList(), "board.conf");
  }

  private static void refused(String text, String sentence) {
    String message = assertThrows(NoBoard.class, () -> of(text)).getMessage();
    assertTrue(message.startsWith("board.conf"), message);
    assertTrue(message.contains(sentence), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aBoardWithoutAFileIsWiredAsUsual() throws Exception {
    assertEquals(BoardFile.usual(), BoardFile.read(folder.resolve("board.conf")));
    assertEquals(BoardFile.usual(), of("# nothing\n\n"));
  }

  @Test
  void theFileInTheManualIsTheUsualOne() throws Exception {
    String manual = Files.readString(Path.of("..", "board", "README.md"));
    int begin = manual.indexOf("```ini\n") + "```ini\n".length();
    BoardFile written = of(manual.substring(begin, manual.indexOf("```", begin)));
    assertEquals(BoardFile.usual().lights(), written.lights());
    assertEquals(BoardFile.usual().button(), written.button());
    assertEquals(BoardFile.usual().lightActive(), written.lightActive());
    assertEquals(BoardFile.usual().buttonActive(), written.buttonActive());
    assertEquals(BoardFile.usual().debounce(), written.debounce());
    for (LightPattern pattern : LightPattern.values()) {
      assertEquals(pattern.usual(), written.rhythm(pattern), pattern.name());
      assertTrue(
          pattern == LightPattern.SAFE_TO_UNPLUG || written.rhythms().containsKey(pattern),
          "the manual lacks " + pattern);
    }
  }

  @Test
  void theFileSaysWhatIsDifferent() throws Exception {
    BoardFile file =
        of(
            """
            chip = gpiochip4
            light.status=5            # a comment
            lights.active = low
            button        = 6
            button.active = high
            button.debounce = 50
            night = 22:00-06:30 dim
            pattern.look-now = 50 60 70 80
            """);
    assertEquals(Optional.of("gpiochip4"), file.chip());
    assertEquals(Map.of(Light.STATUS, 5, Light.MAIL, 27, Light.ATTENTION, 22), file.lights());
    assertEquals(BoardFile.Level.LOW, file.lightActive());
    assertEquals(6, file.button());
    assertEquals(BoardFile.Level.HIGH, file.buttonActive());
    assertEquals(Duration.ofMillis(50), file.debounce());
    assertEquals(
        Optional.of(new Night(LocalTime.of(22, 0), LocalTime.of(6, 30), Night.Lights.DIM)),
        file.night());
    assertEquals(Rhythm.of(50, 60, 70, 80), file.rhythm(LightPattern.LOOK_NOW));
    assertEquals(LightPattern.HEARTBEAT.usual(), file.rhythm(LightPattern.HEARTBEAT));
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() {
    refused("light.status = 17\nlihgt.mail = 4", "line 2: there is no 'lihgt.mail'; there is: ");
    refused("button 4", "line 1: 'button 4' is not of the form key = value");
    refused("button = 4\n\nbutton = 5", "line 3: 'button' was said in line 1 already");
    refused("button = 40", "'40' is no GPIO: 2 to 27, as the chip counts them");
    refused("button = GPIO4", "'GPIO4' is no GPIO");
    refused("button = 17", "button and light.status can't share 17");
    refused("lights.active = on", "'on' is no level: low or high");
    refused("button.debounce = 0", "'0' is no number from 1 to 200");
    refused("chip = pinctrl", "'pinctrl' is no chip: gpiochip0");
    refused("pattern.heartbeat = 100", "at least one time lit and one dark");
    refused("pattern.heartbeat = 100 100 100", "pairs of lit and dark");
    refused("pattern.heartbeat = 100 5", "a step takes 20 to 10000 ms");
    refused("pattern.heartbeat = 100 x", "'x' is no number");
    refused("night = 22-6 dim", "line 1: ");
    refused("night = 22:00-06:00", "is no night: 22:00-06:30 dim");
    refused("night = 22:00-06:00 half", "dim or off, not half");
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws Exception {
    Path file = folder.resolve("board.conf");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    String binary = assertThrows(NoBoard.class, () -> BoardFile.read(file)).getMessage();
    assertEquals(file + " is no text in UTF-8", binary);
    Files.write(file, new byte[70_000]);
    String large = assertThrows(NoBoard.class, () -> BoardFile.read(file)).getMessage();
    assertEquals(file + " is too long for a board file", large);
    String other = assertThrows(NoBoard.class, () -> BoardFile.read(folder)).getMessage();
    assertTrue(other.startsWith(folder + " can't be read"), other);
  }

  @Test
  void aPinCanNotBeTakenTwice() {
    refused("light.mail = 22", "light.mail and light.attention can't share 22");
    assertEquals(List.of(17, 22, 23, 27), usualPins());
  }

  private static List<Integer> usualPins() {
    List<Integer> pins = new ArrayList<>(BoardFile.usual().lights().values());
    pins.add(BoardFile.usual().button());
    return pins.stream().sorted().toList();
  }
}
