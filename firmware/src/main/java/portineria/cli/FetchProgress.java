package portineria.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import portineria.admin.Console;
import portineria.fetch.Phase;
import portineria.fetch.Progress;
import portineria.fetch.ProgressLine;
import portineria.fetch.ProgressListener;

/**
 * The latest of every source. Sources write on their threads; the command's own thread shows it: on
 * a terminal the source that has most to do, in a line that is drawn again and again; elsewhere a
 * line now and then, so that a log tells how far a long import is.
 */
final class FetchProgress implements ProgressListener {
  private static final int COLUMNS = 79;

  /** Between two lines in a log. */
  private static final long PLAIN_NANOS = 30_000_000_000L;

  private final boolean terminal;
  private final Map<String, Progress> latest = new ConcurrentHashMap<>();
  private long shown = System.nanoTime();

  FetchProgress(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public void progressed(Progress progress) {
    latest.put(progress.source(), progress);
  }

  void show(Console console) throws IOException {
    Optional<Progress> busiest =
        latest.values().stream()
            .filter(progress -> progress.phase() != Phase.DONE)
            .max(Comparator.comparingLong(progress -> progress.octetsTotal() - progress.octets()));
    if (busiest.isEmpty()) {
      return;
    }
    if (terminal) {
      console.progress(line(busiest.get()));
    } else if (System.nanoTime() - shown >= PLAIN_NANOS) {
      shown = System.nanoTime();
      console.say(line(busiest.get()));
    }
  }

  private String line(Progress progress) {
    long others = latest.values().stream().filter(one -> one.phase() != Phase.DONE).count() - 1;
    String more = others > 0 ? " (and " + others + " more)" : "";
    return ProgressLine.of(progress, COLUMNS - more.length()) + more;
  }
}
