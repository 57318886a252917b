package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.MailboxName;
import portineria.store.Source;
import portineria.store.Sources.Status;

/** A source from which no mail comes any more, although it can be fetched. */
class SilenceFindingsTest {
  /** A Friday evening. */
  private static final Instant LAST = Instant.parse("2026-11-27T17:00:00Z");

  private static Source source(boolean paused) {
    return new Source(
        "hoster",
        "anna",
        "pop.example.com",
        995,
        Source.Tls.IMPLICIT,
        "anna@example.com",
        "sealed",
        new Source.Keep.Forever(),
        Duration.ofSeconds(60),
        Optional.empty(),
        MailboxName.INBOX,
        Optional.empty(),
        Duration.ofDays(14),
        paused);
  }

  /** Mail at nine and at five on each day of the last weeks on which an office works. */
  private static List<Instant> workdays(int days) {
    List<Instant> hours = new ArrayList<>();
    for (int day = days; day >= 0; day--) {
      Instant evening = LAST.minus(Duration.ofDays(day));
      DayOfWeek weekday = evening.atZone(ZoneOffset.UTC).getDayOfWeek();
      if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) {
        hours.add(evening.minus(Duration.ofHours(8)));
        hours.add(evening);
      }
    }
    return hours;
  }

  private static Optional<Finding> after(Duration silence, List<Instant> hours, boolean paused) {
    Instant now = LAST.plus(silence);
    Optional<Instant> success = Optional.of(now);
    Status status =
        new Status(success, success, Optional.empty(), Optional.empty(), Optional.empty(), 0, 0);
    return SilenceFindings.of(source(paused), status, hours, now);
  }

  @Test
  void aWeekendIsUsualAndTwoAreNot() {
    List<Instant> hours = workdays(50);
    assertEquals(Optional.empty(), after(Duration.ofHours(64), hours, false));
    Finding silent = after(Duration.ofDays(4), hours, false).orElseThrow();
    assertEquals(Urgency.TODAY, silent.urgency());
    assertEquals(Optional.of("anna"), silent.account());
    assertTrue(silent.sentence().contains("send a message to anna@example.com"));
  }

  @Test
  void twoDaysAreTheLeast() {
    List<Instant> hours = new ArrayList<>();
    for (int hour = 24 * 40; hour >= 0; hour--) {
      hours.add(LAST.minus(Duration.ofHours(hour)));
    }
    assertEquals(Optional.empty(), after(Duration.ofHours(47), hours, false));
    assertTrue(after(Duration.ofDays(2), hours, false).isPresent());
  }

  @Test
  void ofAYoungOrRestingOrQuietSourceNobodyKnowsWhatIsUsual() {
    Duration long_ = Duration.ofDays(30);
    assertEquals(Optional.empty(), after(long_, workdays(20), false));
    assertEquals(Optional.empty(), after(long_, workdays(50), true));
    assertEquals(Optional.empty(), after(long_, List.of(), false));
  }

  @Test
  void aSourceThatCanNotBeFetchedSaysSoInstead() {
    Optional<Instant> then = Optional.of(LAST);
    Status failing = new Status(then, then, Optional.of("no"), then, Optional.empty(), 0, 0);
    assertEquals(
        Optional.empty(),
        SilenceFindings.of(source(false), failing, workdays(50), LAST.plus(Duration.ofDays(30))));
  }
}
