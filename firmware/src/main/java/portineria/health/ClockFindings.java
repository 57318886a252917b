package portineria.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whether a time server has set the clock: a Pi has none that runs while it is off. */
final class ClockFindings {
  /** A line to the provider may take its time to come up after a power cut. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private ClockFindings() {}

  /**
   * What there is to say.
   *
   * @param root where {@code proc} is, which tells since when the machine is on
   */
  static Optional<Finding> of(Path root, boolean clockTrusted) {
    if (clockTrusted || uptime(root).compareTo(PATIENCE) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.need(
                Cause.of(Topic.CLOCK),
                new Words(
                    "No time server has set the clock, so that nothing is deleted by age: the"
                        + " office's network must let the box ask a server on the Internet for the time (NTP,"
                        + " UDP port 123: for whoever looks after the network)",
                    "Nessun server dell'ora ha regolato l'orologio, perciò niente viene cancellato"
                        + " per età: la rete dell'ufficio deve lasciare che l'apparecchio"
                        + " chieda l'ora a un server in Internet (NTP, porta UDP 123: per chi cura la"
                        + " rete)"))
            .typed("timedatectl"));
  }

  /** Linux, Documentation/filesystems/proc: seconds since the start, then seconds of idleness. */
  private static Duration uptime(Path root) {
    try {
      String text = Files.readString(root.resolve("proc/uptime"));
      int end = text.indexOf('.');
      return Duration.ofSeconds(Long.parseLong(text.substring(0, Math.max(0, end))));
    } catch (IOException | NumberFormatException unknown) {
      return Duration.ZERO; // Nobody is called for what can't be known.
    }
  }
}
