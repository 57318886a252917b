package portineria.webui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import portineria.webui.Overview.Disk;
import portineria.webui.Overview.Hour;

/**
 * The last days as pictures: what is drawn, in units of the drawing, which is stretched to the
 * place that there is for it.
 *
 * @param now where they end
 * @param zone in which a day begins
 */
record Charts(List<Hour> arrived, Instant now, ZoneId zone) {
  /** How high the drawings are. */
  static final int HEIGHT = 40;

  private static final int HOURS = 7 * 24;
  private static final int DAYS = 30;

  /** Less than so many days say nothing of the pace. */
  private static final int FORECAST_DAYS_MIN = 7;

  /** Nobody plans further ahead. */
  private static final int FORECAST_DAYS_MAX = 3650;

  Charts {
    arrived = List.copyOf(arrived);
  }

  static Charts of(Overview overview) {
    return new Charts(overview.arrived(), overview.facts().now(), ZoneId.systemDefault());
  }

  /** One bar, one unit wide, on the floor of the drawing. */
  record Bar(int left, String top, String height) {}

  /**
   * Bars in a row.
   *
   * @param width in units; a bar has one
   * @param most what the highest stands for
   * @param sum of all
   * @param begin what the leftmost stands for begins then
   */
  record Chart(List<Bar> bars, int width, long most, long sum, Instant begin) {}

  /** How many messages came in each hour of the last seven days. */
  Chart messages() {
    Instant begin = now.truncatedTo(ChronoUnit.HOURS).minus(HOURS - 1, ChronoUnit.HOURS);
    long[] values = new long[HOURS];
    for (Hour hour : arrived) {
      long place = Duration.between(begin, hour.begin()).toHours();
      if (!hour.begin().isBefore(begin) && place < HOURS) {
        values[(int) place] += hour.messages();
      }
    }
    return chart(values, begin);
  }

  /** How many octets came on each of the last thirty days. */
  Chart octets() {
    Instant begin =
        now.atZone(zone).toLocalDate().minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
    long[] values = new long[DAYS];
    for (Hour hour : arrived) {
      long place =
          ChronoUnit.DAYS.between(
              begin.atZone(zone).toLocalDate(), hour.begin().atZone(zone).toLocalDate());
      if (place >= 0 && place < DAYS) {
        values[(int) place] += hour.octets();
      }
    }
    return chart(values, begin);
  }

  private static Chart chart(long[] values, Instant begin) {
    long most = 0;
    long sum = 0;
    for (long value : values) {
      most = Math.max(most, value);
      sum += value;
    }
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0) {
        double height = (double) HEIGHT * values[i] / most;
        bars.add(new Bar(i, unit(HEIGHT - height), unit(height)));
      }
    }
    return new Chart(bars, values.length, most, sum, begin);
  }

  private static String unit(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * In how many days the disk is full, if mail comes as in the last days. Empty where there were
   * too few of them, or it is further away than anybody plans.
   */
  Optional<Duration> fullIn(Disk disk) {
    if (arrived.isEmpty()) {
      return Optional.empty();
    }
    long days = Duration.between(arrived.getFirst().begin(), now).toDays();
    long octets = arrived.stream().mapToLong(Hour::octets).sum();
    if (days < FORECAST_DAYS_MIN || octets == 0) {
      return Optional.empty();
    }
    double left = (double) disk.free() / octets * days;
    return left > FORECAST_DAYS_MAX ? Optional.empty() : Optional.of(Duration.ofDays((long) left));
  }
}
