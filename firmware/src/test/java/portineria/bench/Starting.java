package portineria.bench;

import java.nio.file.Path;
import portineria.bench.Measured.Watch;
import portineria.peer.Appliance;

/** How long the box takes to be ready, and what memory it holds then. */
final class Starting {
  private static final int ROUNDS = 5;

  private Starting() {}

  /**
   * Starts it several times.
   *
   * @param data a folder that has been used
   */
  static void run(Path data, Table table) throws Exception {
    Watch watch = new Watch();
    double[] seconds = new double[ROUNDS];
    double[] mebibytes = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (Appliance box = Appliance.run(Contestants.boxFlags(), data)) {
        seconds[round] = box.toReady().toNanos() / 1e9;
        mebibytes[round] = box.residentKib() / 1024.0;
      }
    }
    table.add(Row.cost("start to ready", "s"), Table.OURS, watch.median(seconds));
    table.add(Row.cost("resident memory after start", "MiB"), Table.OURS, watch.median(mebibytes));
  }
}
