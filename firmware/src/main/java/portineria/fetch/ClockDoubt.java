package portineria.fetch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Since when messages have been here that came while nobody had set the box's clock: a Pi that was
 * off for a month goes on with the time of a month ago. What bears a time from such a span is taken
 * to have come when the clock was set at last; while that has not happened, it came just now.
 *
 * <p>Written as {@code from-truth} in seconds, with spaces in between; the last may be open.
 *
 * @param spans in the order in which they began
 */
public record ClockDoubt(List<Span> spans) {
  /** Starts of a box that are told apart; older ones are taken together, which only delays. */
  private static final int SPANS_MAX = 20;

  public static final ClockDoubt NONE = new ClockDoubt(List.of());

  public ClockDoubt {
    spans = List.copyOf(spans);
  }

  /**
   * Times from {@code from} on and before {@code truth} are wrong.
   *
   * @param truth when the clock was set; {@link Long#MAX_VALUE} while it is not
   */
  public record Span(long from, long truth) {
    boolean isOpen() {
      return truth == Long.MAX_VALUE;
    }
  }

  static ClockDoubt parse(String text) {
    List<Span> spans = new ArrayList<>();
    for (String each : text.split(" ")) {
      String[] times = each.split("-", 2);
      if (times.length == 2 && times[0].matches("[0-9]{1,15}")) {
        boolean closed = times[1].matches("[0-9]{1,15}");
        spans.add(
            new Span(Long.parseLong(times[0]), closed ? Long.parseLong(times[1]) : Long.MAX_VALUE));
      }
    }
    return new ClockDoubt(spans);
  }

  String text() {
    List<String> words = new ArrayList<>();
    spans.forEach(span -> words.add(span.from() + "-" + (span.isOpen() ? "" : span.truth())));
    return String.join(" ", words);
  }

  /** The clock is not set, and a message comes. */
  ClockDoubt opened(Instant now) {
    long from = Math.max(0, now.getEpochSecond());
    if (!spans.isEmpty() && spans.getLast().isOpen() && spans.getLast().from() <= from) {
      return this;
    }
    List<Span> more = new ArrayList<>(spans);
    more.add(new Span(from, Long.MAX_VALUE));
    return new ClockDoubt(joined(more));
  }

  /** The clock is set. */
  ClockDoubt closed(Instant now) {
    return new ClockDoubt(
        spans.stream()
            .map(span -> span.isOpen() ? new Span(span.from(), now.getEpochSecond()) : span)
            .toList());
  }

  private static List<Span> joined(List<Span> spans) {
    if (spans.size() <= SPANS_MAX) {
      return spans;
    }
    Span first = spans.get(0);
    Span second = spans.get(1);
    List<Span> fewer = new ArrayList<>(spans.subList(2, spans.size()));
    fewer.addFirst(
        new Span(Math.min(first.from(), second.from()), Math.max(first.truth(), second.truth())));
    return fewer;
  }

  /** The earliest time at which a message can have come that bears the time {@code fetched}. */
  Instant earliest(Instant fetched) {
    long seconds = fetched.getEpochSecond();
    Instant earliest = fetched;
    for (Span span : spans) {
      if (span.from() <= seconds && seconds < span.truth()) {
        Instant truth = span.isOpen() ? Instant.MAX : Instant.ofEpochSecond(span.truth());
        earliest = truth.isAfter(earliest) ? truth : earliest;
      }
    }
    return earliest;
  }
}
