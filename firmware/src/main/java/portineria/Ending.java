package portineria;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the process, in good time: whoever sent SIGTERM soon sends SIGKILL. */
final class Ending {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LATE = 1;

  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  private Ending() {}

  /** Called by the JVM's hook, on a thread of its own; does not return. */
  static void of(Closing opened) {
    Thread.ofPlatform().daemon().name("impatience").start(Ending::cutShort);
    log.info("closing");
    opened.close();
    log.info("closed");
    Runtime.getRuntime().halt(0);
  }

  /** What was acknowledged is on the disk already; the rest nobody relies on. */
  private static void cutShort() {
    try {
      Thread.sleep(LONGEST);
      log.error("closing takes too long, ended");
    } catch (InterruptedException e) {
      log.error("interrupted while closing, ended");
    }
    Runtime.getRuntime().halt(LATE);
  }
}
