package portineria.bench;

import java.nio.file.Path;
import java.util.List;
import portineria.bench.Figures.Better;
import portineria.peer.Appliance;

/** How long the box takes to be ready, and what memory it holds then. */
final class StartFigures {
  private static final int ROUNDS = 5;

  private StartFigures() {}

  /**
   * Starts it several times on a data folder that has been used.
   *
   * @param jvmFlags as on the box
   */
  static void measure(Path data, List<String> jvmFlags, Figures figures) throws Exception {
    double[] seconds = new double[ROUNDS];
    double[] mebibytes = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (Appliance box = Appliance.run(jvmFlags, data)) {
        seconds[round] = box.toReady().toNanos() / 1e9;
        mebibytes[round] = box.residentKib() / 1024.0;
      }
    }
    figures.add("start to ready", "s", Better.LESS, Figures.OURS, Figures.median(seconds));
    figures.add(
        "resident memory after start", "MiB", Better.LESS, Figures.OURS, Figures.median(mebibytes));
  }
}
