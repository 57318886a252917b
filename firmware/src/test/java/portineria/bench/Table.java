package portineria.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** What was measured of some contestants, ours among them. Not safe for threads. */
final class Table {
  /** The name under which our own figures stand. */
  static final String OURS = "Portineria";

  private final String title;
  private final SequencedMap<Row, Map<String, Measured>> rows = new LinkedHashMap<>();
  private final Set<String> contestants = new LinkedHashSet<>();

  Table(String title) {
    this.title = title;
    contestants.add(OURS);
  }

  /** Adds one contestant's figure to its row, and shows it at once. */
  void add(Row row, String contestant, Measured measured) {
    contestants.add(contestant);
    rows.computeIfAbsent(row, fresh -> new LinkedHashMap<>()).put(contestant, measured);
    Progress.say(
        "%-26s %-70s %10s %s", contestant, row.what(), text(measured.figure()), row.unit());
  }

  /** In Markdown: ours first, then each peer's figure and how many times better ours is. */
  String markdown() {
    StringBuilder text = new StringBuilder("## " + title + "\n\n| | unit |");
    contestants.forEach(name -> text.append(' ').append(name).append(" |"));
    text.append(" driver, cores |\n|---|---|").append("---:|".repeat(contestants.size() + 1));
    rows.forEach((row, figures) -> text.append('\n').append(line(row, figures)));
    return text.append('\n').toString();
  }

  private String line(Row row, Map<String, Measured> figures) {
    List<String> cells = new ArrayList<>(List.of(row.what(), row.unit()));
    for (String name : contestants) {
      cells.add(figures.containsKey(name) ? cell(row, figures, name) : "");
    }
    cells.add(
        text(figures.values().stream().mapToDouble(Measured::driverCores).max().orElseThrow()));
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String cell(Row row, Map<String, Measured> figures, String name) {
    double figure = figures.get(name).figure();
    if (name.equals(OURS) || !figures.containsKey(OURS)) {
      return text(figure);
    }
    double ratio = row.ratio(figures.get(OURS).figure(), figure);
    return String.format(Locale.ROOT, "%s (%s×)", text(figure), text(ratio));
  }

  private static String text(double figure) {
    return String.format(
        Locale.ROOT, figure >= 100 ? "%,.0f" : figure >= 10 ? "%.1f" : "%.2f", figure);
  }
}
