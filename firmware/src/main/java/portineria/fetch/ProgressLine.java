package portineria.fetch;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A progress as one line of a terminal: a pure function. */
public final class ProgressLine {
  private static final int NAME_MAX = 20;
  private static final int BAR_MAX = 24;

  private ProgressLine() {}

  /**
   * {@code studio [#####.....] 120/800 messages, 3.1 of 20.4 MB, 1.2 MB/s, 15 s left}, shortened to
   * what {@code columns} hold: the bar goes first.
   */
  public static String of(Progress progress, int columns) {
    String name = cut(progress.source(), NAME_MAX);
    String words =
        switch (progress.phase()) {
          case WAITING -> "waiting";
          case CONNECTING -> "connecting";
          case FETCHING -> figures(progress);
          case DELETING -> "deleting upstream";
          case DONE -> progress.messages() + " messages, " + size(progress.octets());
        };
    int room = columns - name.length() - words.length() - 4;
    boolean bar = progress.phase() == Phase.FETCHING && room >= 4;
    return cut(name + " " + (bar ? bar(progress, Math.min(room, BAR_MAX)) : "") + words, columns);
  }

  private static String bar(Progress progress, int width) {
    double share =
        progress.octetsTotal() > 0
            ? (double) progress.octets() / progress.octetsTotal()
            : (double) progress.messages() / Math.max(1, progress.messagesTotal());
    int full = (int) (Math.clamp(share, 0.0, 1.0) * width);
    return "[" + "#".repeat(full) + ".".repeat(width - full) + "] ";
  }

  private static String figures(Progress progress) {
    return progress.messages()
        + "/"
        + progress.messagesTotal()
        + " messages, "
        + megabytes(progress.octets())
        + " of "
        + size(Math.max(progress.octets(), progress.octetsTotal()))
        + ", "
        + size(progress.octetsPerSecond())
        + "/s"
        + left(progress.left());
  }

  private static String left(Optional<Duration> left) {
    return left.map(duration -> ", " + time(duration) + " left").orElse("");
  }

  /** {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
  public static String time(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }

  private static String size(long octets) {
    return octets < 100_000
        ? String.format(Locale.ROOT, "%.1f kB", octets / 1e3)
        : megabytes(octets) + " MB";
  }

  private static String megabytes(long octets) {
    return String.format(Locale.ROOT, "%.1f", octets / 1e6);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(0, length - 1)) + "…";
  }
}
