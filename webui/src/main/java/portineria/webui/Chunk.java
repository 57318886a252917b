package portineria.webui;

import java.util.List;
import java.util.Optional;

/**
 * One page of a long list.
 *
 * @param number 1 for the first page
 * @param total how many lines the whole list has
 */
record Chunk<T>(List<T> lines, int number, int total) {
  /** Lines of a page: what a person looks through before choosing better. */
  static final int LINES = 20;

  Chunk {
    lines = List.copyOf(lines);
  }

  /** The page that {@code ?page=} asks for; of what is no page of it, the nearest. */
  static <T> Chunk<T> of(List<T> all, Ask ask) {
    String wanted = ask.query().text("page");
    int number = wanted.matches("[0-9]{1,6}") ? Integer.parseInt(wanted) : 1;
    int last = Math.max(1, (all.size() + LINES - 1) / LINES);
    int shown = Math.clamp(number, 1, last);
    int from = (shown - 1) * LINES;
    return new Chunk<>(all.subList(from, Math.min(all.size(), from + LINES)), shown, all.size());
  }

  int pages() {
    return Math.max(1, (total + LINES - 1) / LINES);
  }

  Optional<Integer> before() {
    return number > 1 ? Optional.of(number - 1) : Optional.empty();
  }

  Optional<Integer> after() {
    return number < pages() ? Optional.of(number + 1) : Optional.empty();
  }
}
