package portineria.webui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.webui.Charts.Bar;
import portineria.webui.Charts.Chart;
import portineria.webui.Overview.Disk;
import portineria.webui.Overview.Hour;

class ChartsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:30:00Z");
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  private static Charts charts(Hour... hours) {
    return new Charts(List.of(hours), NOW, ROME);
  }

  private static Hour hour(String begin, long messages, long octets) {
    return new Hour(Instant.parse(begin), messages, octets);
  }

  @Test
  void theHoursOfSevenDaysAreBarsAndTheHighestFillsTheDrawing() {
    Chart chart =
        charts(
                hour("2026-11-20T09:00:00Z", 99, 1),
                hour("2026-11-20T10:00:00Z", 10, 1),
                hour("2026-11-27T09:00:00Z", 5, 1))
            .messages();
    assertEquals(
        new Chart(
            List.of(new Bar(0, "0.00", "40.00"), new Bar(167, "20.00", "20.00")),
            168,
            10,
            15,
            Instant.parse("2026-11-20T10:00:00Z")),
        chart);
  }

  @Test
  void aDayBeginsWhereTheOfficeIs() {
    Chart chart =
        charts(
                hour("2026-10-28T22:00:00Z", 1, 999),
                hour("2026-10-28T23:00:00Z", 1, 100),
                hour("2026-11-26T23:00:00Z", 1, 50))
            .octets();
    assertEquals(List.of(new Bar(0, "0.00", "40.00"), new Bar(29, "20.00", "20.00")), chart.bars());
    assertEquals(150, chart.sum());
    assertEquals(Instant.parse("2026-10-28T23:00:00Z"), chart.begin());
  }

  @Test
  void theDiskIsFullAtThePaceOfTheLastDays() {
    Disk disk = new Disk(3000, 9000, 0, 0, 1);
    assertEquals(Optional.empty(), charts().fullIn(disk));
    assertEquals(
        Optional.empty(), charts(hour("2026-11-25T09:00:00Z", 1, 100)).fullIn(disk), "too early");
    assertEquals(
        Optional.of(Duration.ofDays(100)),
        charts(hour("2026-11-17T09:00:00Z", 1, 200), hour("2026-11-20T09:00:00Z", 1, 100))
            .fullIn(disk));
    assertEquals(
        Optional.empty(), charts(hour("2026-11-17T09:00:00Z", 1, 1)).fullIn(disk), "far away");
    assertEquals(List.of(), charts().messages().bars());
  }
}
