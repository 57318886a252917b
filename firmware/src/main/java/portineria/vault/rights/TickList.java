package portineria.vault.rights;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import portineria.store.Digest;
import portineria.store.Erasure.Target;
import portineria.store.Remains;
import portineria.vault.transfer.Csv;

/**
 * A list of messages in a file, one a line, which a person ticks in an editor or a spreadsheet: in
 * the first column {@code [ ]} becomes {@code [x]}. Comma separated, UTF-8. Read back, the columns
 * are known by the heading, and of each row only the tick, the account and the digest count.
 */
public final class TickList implements Closeable {
  private static final List<String> COLUMNS =
      List.of(
          "tick",
          "matched",
          "account",
          "mailboxes",
          "date",
          "from",
          "to",
          "subject",
          "octets",
          "sha256");

  private static final Set<String> TICKED = Set.of("[x]", "x");
  private static final Set<String> NOT_TICKED = Set.of("[]", "");

  private final BufferedWriter out;

  private TickList(BufferedWriter out) {
    this.out = out;
  }

  /** A new list; refused where there is such a file. */
  public static TickList begin(Path file) throws IOException {
    TickList list = new TickList(Files.newBufferedWriter(PrivateFile.make(file)));
    list.out.write(String.join(",", COLUMNS) + "\r\n");
    return list;
  }

  /** Adds a message, not ticked. */
  public void add(Found message) throws IOException {
    out.write("[ ]," + Csv.row(cells(message)));
  }

  private static List<String> cells(Found message) {
    Remains remains = message.remains();
    return List.of(
        Ground.words(message.grounds()),
        remains.account(),
        cell(message.mailboxes()),
        remains.internalDate().toString(),
        cell(message.described().from()),
        cell(message.described().to()),
        cell(message.described().subject()),
        Long.toString(remains.size()),
        remains.digest().hex());
  }

  /** A cell that comes from outside. */
  static String cell(String text) {
    return Csv.text(PlainLine.of(text));
  }

  /** One message as a line for a screen. */
  public static String line(Found message) {
    return String.join("  ", cells(message));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * The messages that are ticked in {@code file}, in its order.
   *
   * @throws IOException where it can't be read as such a list; the message says why
   */
  public static Set<Target> ticked(Path file) throws IOException {
    Set<Target> ticked = new LinkedHashSet<>();
    try (Csv.Reader rows = new Csv.Reader(open(file))) {
      Columns columns = Columns.of(file, rows.next().orElse(List.of()));
      int number = 1;
      for (Optional<List<String>> row = rows.next(); row.isPresent(); row = rows.next()) {
        number++;
        if (!isBlank(row.get())) {
          columns.target(row.get(), number).ifPresent(ticked::add);
        }
      }
    }
    return ticked;
  }

  /** An editor may leave out the last line's end, and another one puts a mark at the begin. */
  private static BufferedReader open(Path file) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new SequenceInputStream(
                    Files.newInputStream(file),
                    new ByteArrayInputStream("\n".getBytes(StandardCharsets.US_ASCII))),
                StandardCharsets.UTF_8));
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return in;
  }

  private static boolean isBlank(List<String> row) {
    return row.stream().allMatch(String::isBlank);
  }

  /** Where the columns are. */
  private record Columns(Path file, int count, int tick, int account, int digest) {
    static Columns of(Path file, List<String> heading) throws IOException {
      List<String> names =
          heading.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
      Columns columns =
          new Columns(
              file,
              names.size(),
              names.indexOf("tick"),
              names.indexOf("account"),
              names.indexOf("sha256"));
      if (columns.tick < 0 || columns.account < 0 || columns.digest < 0) {
        throw new IOException(
            file + " is no list of gdpr find: its first line names the columns, between commas");
      }
      return columns;
    }

    Optional<Target> target(List<String> row, int number) throws IOException {
      if (row.size() != count) {
        throw wrong(number, "has " + row.size() + " cells, not " + count);
      }
      String mark = row.get(tick).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
      if (NOT_TICKED.contains(mark)) {
        return Optional.empty();
      }
      if (!TICKED.contains(mark)) {
        throw wrong(number, "has '" + PlainLine.of(row.get(tick)) + "' for a tick, not [ ] or [x]");
      }
      String whose = row.get(account).strip();
      if (!whose.matches("\\S+")) {
        throw wrong(number, "names no account");
      }
      try {
        return Optional.of(new Target(whose, Digest.parse(row.get(digest).strip())));
      } catch (IllegalArgumentException e) {
        throw wrong(number, "has no SHA-256 of 64 digits in its last column");
      }
    }

    private IOException wrong(int number, String what) {
      return new IOException(file + ", row " + number + " " + what + ": make the list again");
    }
  }
}
