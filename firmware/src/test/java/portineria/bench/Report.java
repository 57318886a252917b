package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code BENCH.md}: what is measured is written anew, what a person remarked stays. */
final class Report {
  private static final String REMARKS = "## Remarks\n";

  private final Path file;

  Report(Path file) {
    this.file = file;
  }

  String text(List<Table> tables) throws IOException {
    return """
    # Figures

    `./portineria bench` makes this page, but for the remarks at its end: our figures beside those of the
    peers, from one run on one machine, the same messages for all. In brackets, how many times better ours
    is. Each figure is the median of at least three rounds, and counts and sizes of what came back were
    compared. Servers had come to rest: our box had indexed the mail that it had got. The last column says how many cores the load driver kept busy on the average, at the most.

    The appliance is a process of its own with `%s`.
    Dovecot has Debian's settings but for `mail_fsync`: `always` makes every change durable before it
    answers, as we do; `optimized` is its default, and does not sync changes of flags.

    Machine: %s, %d cores, %d GiB, Linux %s on %s; Java %s.

    %s
    %s\
    """
        .formatted(
            String.join(" ", Contestants.boxFlags()),
            line("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20,
            System.getProperty("os.version"),
            Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))).type(),
            System.getProperty("java.version"),
            tables.stream().map(Table::markdown).collect(Collectors.joining("\n")),
            remarks());
  }

  /** What a person has written at the end of the page. */
  private String remarks() throws IOException {
    String before = Files.exists(file) ? Files.readString(file) : "";
    int at = before.indexOf(REMARKS);
    return at < 0 ? REMARKS : before.substring(at);
  }

  void write(String text) throws IOException {
    Files.writeString(file, text);
    Progress.say("written: %s", file);
  }

  private static String line(String file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
