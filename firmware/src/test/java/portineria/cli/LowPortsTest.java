package portineria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets the ports that mail programs expect. */
class LowPortsTest {
  @TempDir Path folder;

  private void mayOpenThem(boolean may, String effective) throws IOException {
    Path status =
        Files.writeString(
            folder.resolve("status"),
            "Name:\tjava\nCapPrm:\tffffffffffffffff\nCapEff:\t" + effective + "\nCapBnd:\t0\n");
    assertEquals(may, RunCommands.mayOpenLowPorts(status), effective);
  }

  @Test
  void rootMayAndTheServiceMayAndOthersMayNot() throws IOException {
    mayOpenThem(true, "000001ffffffffff");
    mayOpenThem(true, "0000000000000400");
    mayOpenThem(false, "0000000000000000");
    mayOpenThem(false, "000001fffffffbff");
    mayOpenThem(true, "ffffffffffffffff");
  }

  @Test
  void whereTheKernelDoesNotSayNobodyMay() {
    assertEquals(false, RunCommands.mayOpenLowPorts(folder.resolve("absent")));
  }
}
