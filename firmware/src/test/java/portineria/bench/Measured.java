package portineria.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import portineria.peer.ImapClient;

/**
 * A figure, and what it cost this process to bring it about: a contestant that is faster than its
 * driver would not show it.
 *
 * @param figure the median of the rounds
 * @param driverCores how many cores this process kept busy meanwhile, on the average
 */
record Measured(double figure, double driverCores) {

  /** One go, which gives its own figure. */
  @FunctionalInterface
  interface Round {
    double run() throws Exception;
  }

  /** Sees how busy this process is from now on. */
  static final class Watch {
    private static final OperatingSystemMXBean PROCESS =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long cpu = PROCESS.getProcessCpuTime();
    private final long start = System.nanoTime();

    /** The middle one of some figures; of an even number, the lower of the two in the middle. */
    Measured median(double... figures) {
      double[] sorted = figures.clone();
      Arrays.sort(sorted);
      double busy = PROCESS.getProcessCpuTime() - cpu;
      return new Measured(sorted[(sorted.length - 1) / 2], busy / (System.nanoTime() - start));
    }
  }

  /** Does something several times. */
  static Measured median(int rounds, Round round) throws Exception {
    Watch watch = new Watch();
    double[] figures = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      figures[i] = round.run();
    }
    return watch.median(figures);
  }

  /** Gives one command, and how many milliseconds its answer takes. */
  static Round milliseconds(ImapClient client, String command) {
    return () -> {
      long start = System.nanoTime();
      client.expectOk(command);
      return (System.nanoTime() - start) / 1e6;
    };
  }

  /** How often something happened in a second that happened so often in {@code nanos}. */
  static double rate(double times, long nanos) {
    return times * 1e9 / nanos;
  }
}
