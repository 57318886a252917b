package portineria.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and its table. Not safe for threads. */
final class Figures {
  /** The name under which our own figures stand. */
  static final String OURS = "Portineria";

  private final List<Row> rows = new ArrayList<>();

  /** Whether a larger figure is better. */
  enum Better {
    MORE,
    LESS
  }

  /**
   * One line of the table.
   *
   * @param byContestant the medians
   */
  record Row(String what, String unit, Better better, Map<String, Double> byContestant) {

    /** How many times better ours is than the other's: below 1 is worse. */
    double ratio(String other) {
      double ours = byContestant.get(OURS);
      double theirs = byContestant.get(other);
      return better == Better.MORE ? ours / theirs : theirs / ours;
    }
  }

  /** Adds one contestant's figure to the row that it belongs to, and shows it at once. */
  void add(String what, String unit, Better better, String contestant, double figure) {
    Row row =
        rows.stream()
            .filter(candidate -> candidate.what().equals(what))
            .findFirst()
            .orElseGet(() -> fresh(what, unit, better));
    row.byContestant().put(contestant, figure);
    System.out.printf(Locale.ROOT, "%-52s %-28s %s %s%n", what, contestant, text(figure), unit);
  }

  private Row fresh(String what, String unit, Better better) {
    Row row = new Row(what, unit, better, new LinkedHashMap<>());
    rows.add(row);
    return row;
  }

  /** The middle one; of an even number, the lower of the two in the middle. */
  static double median(double[] figures) {
    double[] sorted = figures.clone();
    java.util.Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }

  /** A Markdown table: ours first, then each peer with the ratio in brackets. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| what | unit | Portineria | peers (how many times better ours is) |\n");
    text.append("|---|---|---|---|\n");
    for (Row row : rows) {
      text.append("| ").append(row.what()).append(" | ").append(row.unit()).append(" | ");
      Double ours = row.byContestant().get(OURS);
      text.append(ours == null ? "" : text(ours)).append(" | ");
      List<String> others = new ArrayList<>();
      row.byContestant()
          .forEach(
              (name, figure) -> {
                if (!name.equals(OURS)) {
                  others.add(
                      ours == null
                          ? name + " " + text(figure)
                          : String.format(
                              Locale.ROOT, "%s %s (%.2f×)", name, text(figure), row.ratio(name)));
                }
              });
      text.append(String.join("; ", others)).append(" |\n");
    }
    return text.toString();
  }

  private static String text(double figure) {
    return String.format(Locale.ROOT, figure >= 100 ? "%,.0f" : "%.2f", figure);
  }
}
