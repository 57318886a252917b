package portineria;

import java.io.IOException;
import java.io.UncheckedIOException;
import portineria.admin.Console;
import portineria.health.Sizes;

/** How far a verification is, for a terminal. */
final class VerifyProgress {
  /** Between two words. */
  private static final long STEP = 10_000_000;

  private final Console console;
  private long told;

  VerifyProgress(Console console) {
    this.console = console;
  }

  void at(long octets, long total) {
    if (octets - told >= STEP) {
      told = octets;
      try {
        console.progress(Sizes.say(octets) + " of " + Sizes.say(total));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
