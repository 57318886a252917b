package portineria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import portineria.peer.Dovecot;

/**
 * Runs everything and writes the tables to {@code firmware/BENCH.md}.
 *
 * <p>Every figure is taken in the same run as its peers'. Servers run one after the other, so that
 * none shares the machine with another; the load comes from this process.
 */
public final class Bench {
  /** What an IMAP server goes through, in this order: later ones find the mail of earlier ones. */
  private static final List<Trial> TRIALS =
      List.of(
          new Listing(),
          new Ordering(),
          new Searching(),
          new LoggingIn(),
          new Flagging(),
          new Copying(Listing.MAILBOX, Listing.MESSAGES),
          new Selecting(),
          new Waking(),
          new Appending(),
          new Collecting(),
          new Idling(),
          new Office());

  /** The tables, in the order of the page. */
  private static final List<String> PARTS =
      List.of("pull", "imap", "grow", "start", "keep", "pages", "backup");

  /** Of mail, for the backups. */
  private static final long BACKUP_MEGABYTES = 10_000;

  /** What would keep the peers busy for minutes. */
  private static final Trial OURS_ONLY = new Copying(Selecting.MAILBOX, Selecting.MESSAGES);

  private final Path scratch;
  private final Path data;

  private Bench(Path scratch) {
    this.scratch = scratch;
    this.data = scratch.resolve("data");
  }

  /**
   * The command line.
   *
   * @param arguments the report; then nothing, or which of the parts are to be run; {@code
   *     backup=500} is that part with 500 MB of mail instead of 10 GB
   */
  public static void main(String[] arguments) throws Exception {
    Report report = new Report(Path.of(arguments[0]));
    List<String> parts = List.of(arguments).subList(1, arguments.length);
    Path scratch = Files.createTempDirectory("portineria-bench");
    try {
      Bench bench = new Bench(scratch);
      List<Table> tables = new ArrayList<>();
      for (String part : parts.isEmpty() ? PARTS : parts) {
        tables.add(bench.run(part));
      }
      String text = report.text(tables);
      System.out.println(text);
      report.write(text);
    } finally {
      delete(scratch);
    }
  }

  private Table run(String part) throws Exception {
    return switch (part) {
      case "pull" -> pull();
      case "imap" -> imap();
      case "grow" -> grow();
      case "start" -> start();
      case "keep" -> keep();
      case "pages" -> pages();
      case "backup" -> backup(BACKUP_MEGABYTES);
      default -> {
        if (part.matches("backup=[1-9][0-9]{0,6}")) {
          yield backup(Long.parseLong(part.substring(part.indexOf('=') + 1)));
        }
        throw new IOException("no such part: " + part + "; there are " + PARTS);
      }
    };
  }

  private Table backup(long megabytes) throws Exception {
    Table table = new Table("Backing up and restoring");
    new BackingUp(scratch, megabytes * 1_000_000, table).run();
    return table;
  }

  private Table pages() throws Exception {
    Table table = new Table("The pages");
    new Browsing(scratch, table).run();
    return table;
  }

  private Table pull() throws Exception {
    Table table = new Table("Fetching from a far provider");
    new Pulling(scratch, table).run();
    return table;
  }

  private Table imap() throws Exception {
    Table table = new Table("IMAP");
    Contestants.addUser(data);
    try (Contestant ours = Contestants.portineria(data)) {
      tryAll(ours, table);
      OURS_ONLY.run(ours, table);
    }
    for (Dovecot.Format format : Dovecot.Format.values()) {
      for (Dovecot.Sync sync : Dovecot.Sync.values()) {
        Path folder = scratch.resolve("dovecot");
        try (Contestant peer = Contestants.dovecot(folder, format, sync)) {
          tryAll(peer, table);
        }
        delete(folder);
      }
    }
    return table;
  }

  /** Beside the quicker of Dovecot's formats, as it is set up by default. */
  private Table grow() throws Exception {
    Table table = new Table("How cost grows");
    Path grown = scratch.resolve("grown");
    Contestants.addUser(grown);
    try (Contestant ours = Contestants.portineria(grown)) {
      new Growing().run(ours, table);
    }
    delete(grown);
    Path folder = scratch.resolve("dovecot");
    try (Contestant peer =
        Contestants.dovecot(folder, Dovecot.Format.SDBOX, Dovecot.Sync.OPTIMIZED)) {
      new Growing().run(peer, table);
    }
    delete(folder);
    return table;
  }

  private static void tryAll(Contestant contestant, Table table) throws Exception {
    for (Trial trial : TRIALS) {
      trial.run(contestant, table);
    }
  }

  /** On what the other parts have left: a box with some hundred thousand entries. */
  private Table start() throws Exception {
    Table table = new Table("Starting");
    if (!Files.exists(data)) {
      Contestants.addUser(data);
    }
    Starting.run(data, table);
    return table;
  }

  private Table keep() throws Exception {
    Table table = new Table("Keeping, finding and erasing");
    new Keeping(scratch, table).run();
    return table;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
