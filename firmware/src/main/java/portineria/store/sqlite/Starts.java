package portineria.store.sqlite;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.volume.Disk;

/**
 * Counts how often in a row the program ended itself because it could not go on, in the file {@code
 * starts}; deleted when the program has been up for a while or ends as it should. So something that
 * makes it fail again and again does not do so for ever.
 *
 * <p>A power cut or a {@code kill} does not count: the store stands those by design, and an office
 * that loses power three times in a morning must not find its mail read-only.
 */
final class Starts {
  private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

  private final SmallFile file;
  private final Instant started;
  private long failures;
  private boolean told;

  private Starts(SmallFile file, Instant started, long failures) {
    this.file = file;
    this.started = started;
    this.failures = failures;
  }

  static Starts begin(Disk disk, Instant now) throws IOException {
    SmallFile file = new SmallFile(disk, "", "starts");
    return new Starts(file, now, file.read().orElse(0L));
  }

  /** How many starts in a row before this one failed. */
  synchronized long failures() {
    return failures;
  }

  /** The program is about to end itself. */
  synchronized void failed() {
    if (told) {
      return;
    }
    told = true;
    try {
      file.write(failures + 1);
    } catch (IOException unwritten) { // it ends all the same
      LOG.error("starts-unwritten cause={}", unwritten.getMessage());
    }
  }

  /** Forgets the failures when this start has lasted long enough. */
  synchronized void healthy(Instant now, Duration enough) {
    if (!started.plus(enough).isAfter(now)) {
      clear();
    }
  }

  /** Forgets the failures: all is well. */
  synchronized void clear() {
    if (told || failures == 0) {
      return;
    }
    try {
      file.delete();
      failures = 0;
    } catch (IOException undeleted) {
      LOG.warn("starts-undeleted cause={}", undeleted.getMessage());
    }
  }
}
