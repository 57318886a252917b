package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.MailboxName;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

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

  private static Source source(Optional<LocalDate> expires, Optional<Long> most) {
    return new Source(
        SOURCE.name(),
        SOURCE.account(),
        SOURCE.host(),
        SOURCE.port(),
        SOURCE.tls(),
        SOURCE.user(),
        SOURCE.sealedPassword(),
        SOURCE.keep(),
        SOURCE.every(),
        SOURCE.trustPem(),
        SOURCE.mailbox(),
        expires,
        SOURCE.seenAfter(),
        SOURCE.paused(),
        most);
  }

  private static Status status(long octets, Optional<Instant> certificateUntil) {
    Optional<Instant> now = Optional.of(NOW);
    Optional<Instant> never = Optional.empty();
    return new Status(
        now, now, Optional.empty(), never, never, 7, octets, Optional.empty(), certificateUntil);
  }

  private static Status failing(Why why) {
    Optional<Instant> now = Optional.of(NOW);
    return new Status(
        now, now, Optional.of("no"), now, Optional.empty(), 0, 0, Optional.of(why), now);
  }

  private static List<Finding> of(Source source, Status status) {
    return SourceFindings.of(source, status, List.of(), NOW);
  }

  @Test
  void aMailboxThatFillsUpIsToldInTime() {
    Source source = source(Optional.empty(), Optional.of(1_000_000_000L));
    assertEquals(List.of(), of(source, status(799_000_000, Optional.empty())));
    Finding soon = of(source, status(800_000_000, Optional.empty())).getFirst();
    assertEquals(Urgency.TODAY, soon.urgency());
    assertTrue(soon.sentence().contains("full to 80 % (800.0 MB / 1.0 GB)"), soon.sentence());
    assertTrue(soon.words().italian().contains("piena al 80 %"), soon.words().italian());
    Finding now = of(source, status(950_000_000, Optional.empty())).getFirst();
    assertEquals(Urgency.NOW, now.urgency());
    assertEquals(soon.cause(), now.cause());
    assertEquals(List.of(), of(SOURCE, status(950_000_000, Optional.empty())), "nobody has said");
  }

  @Test
  void aCertificateThatRunsOutIsToldTenDaysBefore() {
    Instant end = NOW.plus(Duration.ofDays(10));
    assertEquals(List.of(), of(SOURCE, status(0, Optional.of(end))));
    Finding late = of(SOURCE, status(0, Optional.of(end.minusSeconds(1)))).getFirst();
    assertEquals(Topic.SOURCE_CERTIFICATE, late.cause().topic());
    assertTrue(late.sentence().contains("pop.example.com runs out on "), late.sentence());
  }

  @Test
  void thePasswordsLastDaysAreCounted() {
    LocalDate today = LocalDate.ofInstant(NOW, ZoneId.systemDefault());
    Status well = status(0, Optional.empty());
    assertEquals(List.of(), of(source(Optional.of(today.plusDays(15)), Optional.empty()), well));
    Finding soon = of(source(Optional.of(today.plusDays(14)), Optional.empty()), well).getFirst();
    Finding now = of(source(Optional.of(today.plusDays(3)), Optional.empty()), well).getFirst();
    assertTrue(soon.sentence().contains(" (in 14 days): "), soon.sentence());
    assertTrue(now.words().italian().contains(" (tra 3 giorni): "), now.words().italian());
    assertEquals(List.of(Urgency.TODAY, Urgency.NOW), List.of(soon.urgency(), now.urgency()));
    assertEquals(soon.cause(), now.cause());
  }

  @Test
  void aPasswordIsAnotherCauseThanALineAndAProviderIsNone() {
    Cause line = of(SOURCE, failing(Why.NETWORK)).getFirst().cause();
    Cause provider = of(SOURCE, failing(Why.PROVIDER)).getFirst().cause();
    Finding password = of(SOURCE, failing(Why.PASSWORD)).getFirst();
    assertEquals(line, provider);
    assertNotEquals(line, password.cause());
    assertTrue(line.isAkin(password.cause()));
    assertEquals(Optional.of("anna"), password.account());
    assertTrue(password.words().italian().contains("utente o password non sono accettati"));
    assertEquals(password.cause(), Cause.parse(password.cause().text()));
  }

  @Test
  void aSentenceWithoutACauseIsTheSameAsLongAsOnlyItsFiguresChange() {
    Finding one = need("It is the turn of usb-1, the last is of 2026-11-20 08:00: plug it");
    Finding later = need("It is the turn of usb-1, the last is of 2026-11-21 09:30: plug it");
    Finding other = need("It is the turn of usb-2, the last is of 2026-11-20 08:00: plug it");
    assertEquals(one.cause(), later.cause());
    assertNotEquals(one.cause(), other.cause());
    assertFalse(one.cause().isAkin(other.cause()));
  }

  @Test
  void aProgramThatEmptiesASourceIsUrgentAsLongAsItMayBeAtIt() {
    Instant day = NOW.minus(Duration.ofDays(1));
    assertEquals(List.of(Urgency.NOW), urgencies(Optional.empty(), Optional.of(day.plusMillis(1))));
    assertEquals(List.of(Urgency.TODAY), urgencies(Optional.empty(), Optional.of(day)));
    Instant week = NOW.minus(Duration.ofDays(7));
    assertEquals(List.of(), urgencies(Optional.empty(), Optional.of(week)));
  }

  private static Finding need(String sentence) {
    return Finding.need(Cause.of(sentence), new Words(sentence, sentence));
  }
}
