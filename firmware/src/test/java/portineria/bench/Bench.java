package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import portineria.mail.MailGenerator;
import portineria.peer.DelayProxy;
import portineria.peer.Dovecot;
import portineria.peer.Puller;

/**
 * Runs everything and writes the table to {@code firmware/BENCH.md}.
 *
 * <p>Every figure is taken in the same run as its peers'. Servers run one after the other, so that
 * none shares the machine with another; the load comes from this process.
 */
public final class Bench {
  private static final int PULLED = 1_000;
  private static final Duration ONE_WAY = Duration.ofMillis(20);

  private final Figures figures = new Figures();
  private final Path scratch;

  private Bench(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * The command line.
   *
   * @param arguments the file to write, then nothing for all or some of: pull, imap, start
   */
  public static void main(String[] arguments) throws Exception {
    Path report = Path.of(arguments[0]);
    List<String> parts =
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("pull", "imap", "start");
    Path scratch = Files.createTempDirectory("portineria-bench");
    try {
      Bench bench = new Bench(scratch);
      for (String part : parts) {
        bench.run(part);
      }
      String text = bench.report(parts);
      System.out.println(text);
      Files.writeString(report, text);
    } finally {
      delete(scratch);
    }
  }

  private void run(String part) throws Exception {
    switch (part) {
      case "pull" -> pull();
      case "imap" -> imap();
      case "start" -> start();
      default -> throw new IOException("no such part: " + part + "; there are pull, imap, start");
    }
  }

  private void pull() throws Exception {
    MailGenerator mail = Mail.generator();
    try (Dovecot upstream = Dovecot.start(scratch.resolve("upstream"))) {
      for (int i = 0; i < PULLED; i++) {
        upstream.deliver("user", Mail.message(mail, i));
      }
      try (DelayProxy far = new DelayProxy(upstream.pop3Port(), ONE_WAY)) {
        Puller.Login login = new Puller.Login(far.port(), "user", "secret");
        PullRate.measure(login, PULLED, scratch, figures);
      }
    }
  }

  private void imap() throws Exception {
    try (Contestant ours = Contestants.portineria(scratch)) {
      measure(ours);
    }
    for (Dovecot.Format format : Dovecot.Format.values()) {
      for (Dovecot.Sync sync : Dovecot.Sync.values()) {
        try (Contestant peer = Contestants.dovecot(scratch, format, sync)) {
          measure(peer);
        }
      }
    }
  }

  private void measure(Contestant contestant) throws Exception {
    ListingRate.measure(contestant, figures);
    AppendRate.measure(contestant, figures);
  }

  private void start() throws Exception {
    StartFigures.measure(Contestants.usedData(scratch), Contestants.boxFlags(), figures);
  }

  private String report(List<String> parts) throws IOException {
    return """
        # Figures

        `./portineria bench` makes this page: our figures beside those of the peers, from one run on one
        machine, the same messages for all. Medians of at least three rounds; a fetch is one run from the
        start of the process to its end. Dovecot's `always` syncs every change as we do; `optimized` is its
        default.

        Machine: %s, %d cores, Java %s. Parts: %s.

        %s"""
        .formatted(
            cpu(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            String.join(", ", parts),
            figures.markdown());
  }

  private static String cpu() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
