package portineria.notice;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import portineria.backup.Run;
import portineria.backup.Targets;
import portineria.store.Arrivals;
import portineria.store.Store;

/**
 * The figures of the last seven days.
 *
 * @param messages that came and are still kept
 * @param usedOctets of the volumes
 * @param green backups that can be restored
 */
record Week(
    long messages,
    long usedOctets,
    long freeOctets,
    int green,
    int failed,
    Optional<Instant> lastGreen) {

  private static final Duration DAYS = Duration.ofDays(7);

  /** Of the box whose data is in {@code data}. */
  static Week of(Store store, Path data, Instant now) throws IOException {
    Instant since = now.minus(DAYS);
    List<Run> all =
        Targets.of(data).all().stream().flatMap(target -> target.runs().stream()).toList();
    List<Run> runs = all.stream().filter(run -> !run.began().isBefore(since)).toList();
    int green = (int) runs.stream().filter(Run::green).count();
    int failed = (int) runs.stream().filter(Run::isFailure).count();
    return new Week(
        store.arrivals().hours(since).stream().mapToLong(Arrivals.Hour::messages).sum(),
        octets(data.resolve("volumes")),
        Files.getFileStore(data).getUsableSpace(),
        green,
        failed,
        all.stream().filter(Run::green).map(Run::began).max(Comparator.naturalOrder()));
  }

  private static long octets(Path folder) throws IOException {
    long[] sum = {0};
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0] += attributes.size();
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removedMeanwhile) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return sum[0];
  }
}
