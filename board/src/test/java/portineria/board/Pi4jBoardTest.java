package portineria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pi4jBoardTest extends BoardContract {
  @Override
  Wires wires() {
    return new MockPins(BoardFile.usual());
  }

  /** Lights to 3.3 V, the button to 3.3 V: all levels the other way round. */
  @Nested
  class TheOtherWayRound extends BoardContract {
    @Override
    Wires wires() {
      try {
        return new MockPins(
            BoardFile.of(
                List.of("lights.active = low", "button.active = high", "button = 5"), "test"));
      } catch (NoBoard e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void theButtonIsAtThePinOfTheFile() {
    MockPins pins = new MockPins(BoardFile.usual());
    assertEquals(23, pins.buttonAddress());
    pins.board().close();
  }

  @TempDir Path devices;

  private String refusal(String machine) {
    return assertThrows(NoBoard.class, () -> Pins.require(devices, machine)).getMessage();
  }

  @Test
  void aMachineWithoutPinsIsSaidInOneLine() {
    assertTrue(refusal("amd64").startsWith("this machine (amd64) is no Raspberry Pi"));
    assertTrue(refusal("aarch64").startsWith("this machine has no pins"));
  }

  @Test
  void aChipThatMayNotBeUsedIsSaidInOneLine() throws Exception {
    // Nobody may use what is not there, not even root.
    Files.createSymbolicLink(devices.resolve("gpiochip0"), devices.resolve("nothing"));
    String sentence = refusal("aarch64");
    assertTrue(sentence.startsWith("no permission for " + devices + "/gpiochip0"), sentence);
    assertTrue(sentence.contains("gpio"), sentence);
  }

  @Test
  void oneUsableChipIsEnough() throws Exception {
    Files.createSymbolicLink(devices.resolve("gpiochip0"), devices.resolve("nothing"));
    Files.createFile(devices.resolve("gpiochip4"));
    Pins.require(devices, "aarch64");
  }
}
