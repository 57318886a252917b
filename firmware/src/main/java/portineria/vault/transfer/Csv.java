package portineria.vault.transfer;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comma separated values: RFC 4180, in UTF-8. */
public final class Csv {
  /** Characters of one row; ours have some hundreds. */
  private static final int ROW_MAX = 1 << 20;

  private Csv() {}

  /** One line with its end; what needs quotes gets them. */
  public static String row(List<String> cells) {
    StringBuilder row = new StringBuilder();
    for (String cell : cells) {
      row.append(row.isEmpty() ? "" : ",").append(quoted(cell));
    }
    return row.append("\r\n").toString();
  }

  /**
   * A cell that comes from outside: programs that calculate take what begins like a formula for
   * one, so an apostrophe goes before it.
   */
  public static String text(String cell) {
    return !cell.isEmpty() && "=+-@\t".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  /** An empty cell in quotes, so that a row of one empty cell is not an empty line. */
  private static String quoted(String cell) {
    boolean plain =
        !cell.isEmpty() && cell.chars().noneMatch(c -> c <= ' ' || "\",;".indexOf(c) >= 0);
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** The rows of a file, one after the other. */
  public static final class Reader implements Closeable {
    private final BufferedReader in;
    private int length;

    Reader(Path file) throws IOException {
      this(Files.newBufferedReader(file));
    }

    /** Closes {@code in} when it is closed. */
    public Reader(BufferedReader in) {
      this.in = in;
    }

    /** The next row; empty after the last. A row that breaks off at the file's end is none. */
    public Optional<List<String>> next() throws IOException {
      List<String> cells = new ArrayList<>();
      StringBuilder cell = new StringBuilder();
      boolean quoted = false;
      length = 0;
      for (int c = read(); c >= 0; c = read()) {
        if (quoted && c == '"') {
          in.mark(1);
          quoted = in.read() == '"';
          if (quoted) {
            cell.append('"');
          } else {
            in.reset();
          }
        } else if (quoted || (c != '"' && c != ',' && c != '\r' && c != '\n')) {
          cell.append((char) c);
        } else if (c == '"') {
          quoted = true;
        } else if (c == ',') {
          cells.add(cell.toString());
          cell.setLength(0);
        } else if (c == '\n') {
          cells.add(cell.toString());
          return Optional.of(cells);
        }
      }
      return Optional.empty();
    }

    private int read() throws IOException {
      if (++length > ROW_MAX) {
        throw new IOException("a row has more than " + ROW_MAX + " characters");
      }
      return in.read();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
