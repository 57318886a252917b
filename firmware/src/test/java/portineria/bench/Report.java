package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page {@code BENCH.md}: a table is written anew when its part was run, the others and what a
 * person remarked stay.
 */
final class Report {
  private static final String REMARKS = "## Remarks\n";
  private static final String TABLE = "## ";

  private final Path file;

  Report(Path file) {
    this.file = file;
  }

  /** The page with these tables in it. */
  String text(List<Table> tables) throws IOException {
    SequencedMap<String, String> sections = sections();
    String remarks = Optional.ofNullable(sections.remove(REMARKS.strip())).orElse(REMARKS);
    for (Table table : tables) {
      String text = table.markdown();
      sections.put(text.lines().findFirst().orElseThrow(), text);
    }
    return """
    # Figures

    `./portineria bench` makes this page, and `./portineria bench PART` one table of it, but for the remarks
    at its end: our figures beside those of the peers, the same messages for all. A table is from one run on
    one machine. In brackets, how many times better ours is. Each figure is the median of at least three
    rounds, unless it says once, and counts and sizes of what came back were compared. Servers had come to rest: our box had
    indexed the mail that it had got. The last column says how many cores the load driver kept busy on the
    average, at the most.

    The appliance is a process of its own with `%s`.
    Dovecot has Debian's settings but for `mail_fsync`: `always` makes every change durable before it
    answers, as we do; `optimized` is its default, and does not sync changes of flags.

    Machine: %s, %d cores, %d GiB, Linux %s on %s; Java %s.

    %s
    %s\
    """
        .formatted(
            Contestants.boxFlags().stream()
                .filter(flag -> !flag.contains("/"))
                .collect(Collectors.joining(" ")),
            line("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20,
            System.getProperty("os.version"),
            Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))).type(),
            System.getProperty("java.version"),
            String.join("\n", sections.values()),
            remarks);
  }

  /** What the page has so far, by its headings. */
  private SequencedMap<String, String> sections() throws IOException {
    SequencedMap<String, String> sections = new LinkedHashMap<>();
    if (Files.exists(file)) {
      String heading = "";
      for (String line : Files.readAllLines(file)) {
        heading = line.startsWith(TABLE) ? line : heading;
        sections.merge(heading, line + "\n", String::concat);
      }
      sections.remove("");
    }
    sections.replaceAll((heading, text) -> text.strip() + "\n");
    return sections;
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
