package portineria.bench;

import java.lang.management.ManagementFactory;

/** What happens just now, on stderr: the table alone goes to stdout. */
final class Progress {
  private Progress() {}

  static void say(String format, Object... values) {
    long seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
    System.err.printf("%2d:%02d %s%n", seconds / 60, seconds % 60, format.formatted(values));
  }
}
