package portineria;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the process, in good time: whoever sent SIGTERM soon sends SIGKILL. */
final class Ending {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int LATE = 1;

  /** What {@code sysexits.h} calls an internal failure of the software. */
  private static final int FAILED = 70;

  /** Somebody has held the button: whoever started the program is to switch the power off. */
  static final int POWER_OFF = 90;

  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  private Ending() {}

  /** Called by the JVM's hook, on a thread of its own; does not return. */
  static void of(Closing opened, int exitCode) {
    Thread.ofPlatform().daemon().name("impatience").start(Ending::cutShort);
    log.info("closing");
    opened.close();
    log.info("closed");
    Runtime.getRuntime().halt(exitCode);
  }

  /**
   * Closes, and returns: the box begins anew in this process. Where that takes too long, the
   * process ends, and systemd begins it.
   */
  static void toBeginAnew(Closing opened) {
    Thread impatience = Thread.ofPlatform().daemon().name("impatience").start(Ending::cutShort);
    opened.close();
    impatience.interrupt();
  }

  /**
   * From now on an error that nobody handled ends the program, after {@code failed}: without
   * memory, or with one of its threads gone, it would only seem to live. systemd starts it again.
   */
  static void onError(Runnable failed) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (thrown instanceof Error) {
            failed.run();
            log.error("ended by an error in {}", thread.getName(), thrown);
            Runtime.getRuntime().halt(FAILED);
          }
          log.error("{} ended by a bug", thread.getName(), thrown);
        });
  }

  /** What was acknowledged is on the disk already; the rest nobody relies on. */
  private static void cutShort() {
    try {
      Thread.sleep(LONGEST);
    } catch (InterruptedException closed) {
      return;
    }
    log.error("closing takes too long, ended");
    Runtime.getRuntime().halt(LATE);
  }
}
