package portineria.store.sqlite;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.volume.Disk;
import portineria.store.volume.NoSpace;

/**
 * Counts the starts that did not end well, in the file {@code starts}: written before anything is
 * served, deleted when the program has been up for a while or ends as it should. So something that
 * makes it crash again and again does not do so for ever.
 */
final class Starts {
  private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

  private final SmallFile file;
  private final Instant started;
  private boolean cleared;

  private Starts(SmallFile file, Instant started) {
    this.file = file;
    this.started = started;
  }

  /** This start, and how many before it crashed in a row. */
  record Begun(Starts starts, long crashes) {}

  static Begun begin(Disk disk, Instant now) throws IOException {
    SmallFile file = new SmallFile(disk, "", "starts");
    long crashes = file.read().orElse(0L);
    try {
      file.write(crashes + 1);
    } catch (NoSpace full) { // a full disk must not keep anybody from the mail
      LOG.warn("starts-unwritten cause={}", full.getMessage());
    }
    return new Begun(new Starts(file, now), crashes);
  }

  /** Forgets the crashes when this start has lasted long enough. */
  synchronized void healthy(Instant now, Duration enough) {
    if (!started.plus(enough).isAfter(now)) {
      clear();
    }
  }

  /** Forgets the crashes: all is well. */
  synchronized void clear() {
    if (cleared) {
      return;
    }
    try {
      file.delete();
      cleared = true;
    } catch (IOException failed) {
      LOG.warn("starts-undeleted cause={}", failed.getMessage());
    }
  }
}
