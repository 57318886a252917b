package portineria.cli;

import java.io.IOException;
import portineria.admin.Console;
import portineria.fetch.ProgressLine;
import portineria.fetch.Rate;
import portineria.health.Sizes;

/**
 * How far an export or import is: on a terminal a line that is drawn again and again; elsewhere a
 * line now and then, so that a log tells how far a long one is. One thread.
 */
final class TransferProgress {
  private static final long DRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 30_000_000_000L;

  private final Console console;
  private final Rate rate = new Rate();
  private long shown = System.nanoTime();

  TransferProgress(Console console) {
    this.console = console;
  }

  /**
   * Another message is done.
   *
   * @param messages as many as there are, in words: {@code 5 of 20}
   */
  void at(String messages, long octets, long octetsTotal) throws IOException {
    long now = System.nanoTime();
    rate.note(now, octets);
    if (now - shown < (console.isTerminal() ? DRAW_NANOS : PLAIN_NANOS)) {
      return;
    }
    shown = now;
    String line =
        messages
            + " messages, "
            + Sizes.say(octets)
            + " of "
            + Sizes.say(Math.max(octets, octetsTotal))
            + ", "
            + Sizes.say(rate.octetsPerSecond())
            + "/s"
            + rate.left(octetsTotal - octets)
                .map(left -> ", " + ProgressLine.time(left) + " left")
                .orElse("");
    if (console.isTerminal()) {
      console.progress(line);
    } else {
      console.say(line);
    }
  }
}
