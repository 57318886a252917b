package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The most memory that a process, and one of those that it starts, was seen to hold. */
final class Memory implements AutoCloseable {
  private static final int EVERY_MILLISECONDS = 50;
  private static final double MEBIBYTE_KIBIBYTES = 1024;

  private final long pid;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

  /** Kibibytes. */
  private volatile long box;

  private volatile long child;

  /** Of {@code pid}, from now on. */
  Memory(long pid) {
    this.pid = pid;
    var running =
        thread.scheduleAtFixedRate(this::look, 0, EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
    assert !running.isCancelled();
  }

  private void look() {
    box = Math.max(box, kibibytes(pid));
    long largest =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(one -> kibibytes(one.pid()))
            .max()
            .orElse(0);
    child = Math.max(child, largest);
  }

  /** 0 for one that has ended. */
  private static long kibibytes(long pid) {
    return kibibytes(Path.of("/proc/" + pid + "/status"), "VmRSS:");
  }

  private static long kibibytes(Path file, String name) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }

  /**
   * What a process and all that it has started hold now; of what some of them share, each has its
   * part (PSS).
   */
  static double kibibytesOfAll(long pid) {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(one -> kibibytes(Path.of("/proc/" + one.pid() + "/smaps_rollup"), "Pss:"))
        .sum();
  }

  /** What a process holds now. */
  static double mebibytes(long pid) {
    return kibibytes(pid) / MEBIBYTE_KIBIBYTES;
  }

  double boxMebibytes() {
    return box / MEBIBYTE_KIBIBYTES;
  }

  double childMebibytes() {
    return child / MEBIBYTE_KIBIBYTES;
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
