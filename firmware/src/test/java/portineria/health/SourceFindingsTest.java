package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.MailboxName;
import portineria.store.Source;
import portineria.store.Sources.Status;

class SourceFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

  private static final Source SOURCE =
      new Source(
          "hoster",
          "anna",
          "pop.example.com",
          995,
          Source.Tls.IMPLICIT,
          "anna",
          "sealed",
          new Source.Keep.Forever(),
          Duration.ofSeconds(60),
          Optional.empty(),
          MailboxName.INBOX,
          Optional.empty(),
          Duration.ofDays(14),
          false);

  private static List<Urgency> urgencies(Optional<String> problem, Optional<Instant> emptied) {
    Status status =
        new Status(Optional.of(NOW), Optional.of(NOW), problem, Optional.of(NOW), emptied, 0, 0);
    return SourceFindings.of(SOURCE, status, List.of(), NOW).stream()
        .map(Finding::urgency)
        .toList();
  }

  @Test
  void whatWaitsAtTheProviderIsNotLostByTomorrow() {
    assertEquals(
        List.of(Urgency.TODAY), urgencies(Optional.of("the password is wrong"), Optional.empty()));
  }

  @Test
  void aProgramThatEmptiesASourceIsUrgentAsLongAsItMayBeAtIt() {
    Instant day = NOW.minus(Duration.ofDays(1));
    assertEquals(List.of(Urgency.NOW), urgencies(Optional.empty(), Optional.of(day.plusMillis(1))));
    assertEquals(List.of(Urgency.TODAY), urgencies(Optional.empty(), Optional.of(day)));
    Instant week = NOW.minus(Duration.ofDays(7));
    assertEquals(List.of(), urgencies(Optional.empty(), Optional.of(week)));
  }
}
