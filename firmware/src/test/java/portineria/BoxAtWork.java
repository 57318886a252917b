package portineria;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import portineria.admin.RecordingConsole;
import portineria.cli.RunSettings;
import portineria.store.sqlite.SqliteStore;

/** A box on free ports of this machine, in this process. */
final class BoxAtWork implements AutoCloseable {
  final RecordingConsole console = new RecordingConsole();
  final RunningBox running;
  private final Closing closing = new Closing();

  BoxAtWork(Path data) throws Exception {
    this(settings(data));
  }

  BoxAtWork(RunSettings settings) throws Exception {
    running = closing.add(RunningBox.open(settings, console));
  }

  static RunSettings settings(Path data) {
    return settings(data, RunSettings.Lights.NONE);
  }

  static RunSettings settings(Path data, RunSettings.Lights board) {
    OptionalInt free = OptionalInt.of(0);
    return new RunSettings(
        data,
        Optional.of(InetAddress.getLoopbackAddress()),
        free,
        free,
        free,
        free,
        free,
        free,
        board,
        Optional.empty());
  }

  /** The port of a door, as {@code run} says it. */
  int port(String door) {
    return console.lines().stream()
        .filter(line -> line.startsWith("out: " + door + " "))
        .map(line -> Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** Puts the demo beside it, and fetches. */
  void demo(Path data) throws Exception {
    closing.add(Demo.open(running, settings(data)));
    running.begin();
  }

  /** Makes the copy of the index for the night. */
  void copyIndex(Instant night) throws IOException {
    SqliteStore store = (SqliteStore) running.box().store();
    assertTrue(store.safeCopy(night).isPresent());
  }

  @Override
  public void close() {
    closing.close();
  }
}
