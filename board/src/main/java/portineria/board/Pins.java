package portineria.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether this machine has pins that this program may use. */
final class Pins {
  /** For which Pi4J brings libraries. */
  private static final Set<String> MACHINES = Set.of("aarch64", "arm64", "arm");

  private Pins() {}

  /**
   * Says in words what Pi4J would say in a stack of exceptions.
   *
   * @param devices the folder {@code /dev}
   * @param machine as in the property {@code os.arch}
   */
  static void require(Path devices, String machine) throws NoBoard {
    if (!MACHINES.contains(machine)) {
      throw new NoBoard(
          "this machine (" + machine + ") is no Raspberry Pi: run with --board simulated, or none");
    }
    List<Path> chips = chips(devices);
    if (chips.isEmpty()) {
      throw new NoBoard(
          "this machine has no pins (no " + devices + "/gpiochip*): run with --board none");
    }
    if (chips.stream().noneMatch(Pins::isOurs)) {
      throw new NoBoard(
          "no permission for "
              + chips.getFirst()
              + ": the user that runs portineria has to be in the group it belongs to (gpio)");
    }
  }

  private static List<Path> chips(Path devices) throws NoBoard {
    try (Stream<Path> all = Files.list(devices)) {
      return all.filter(one -> one.getFileName().toString().startsWith("gpiochip"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new NoBoard(devices + " can't be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isOurs(Path chip) {
    return Files.isReadable(chip) && Files.isWritable(chip);
  }
}
