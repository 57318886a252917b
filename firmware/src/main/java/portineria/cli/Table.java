package portineria.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import portineria.admin.Console;

/** Rows of a list, in columns; no heading, so that scripts need not skip one. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(Console console) throws IOException {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        line.append(cell);
        if (i < row.size() - 1) {
          line.append(" ".repeat(width(i) - cell.length() + 2));
        }
      }
      console.say(line.toString());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
