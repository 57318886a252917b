package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever asks how the box is hears when it was swept last, and why it was not. */
class SweepFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  private static Finding daysAgo(int days, boolean clockTrusted) {
    return SweepFindings.of(Optional.of(NOW.minus(Duration.ofDays(days))), NOW, clockTrusted);
  }

  @Test
  void aSweepOfTheseDaysIsMentioned() {
    String when = Times.minute(NOW.minus(Duration.ofDays(1)));
    assertEquals(
        "What is past its time was last removed " + when + ".", daysAgo(1, true).sentence());
    assertFalse(SweepFindings.of(Optional.empty(), NOW, true).needsPerson());
  }

  @Test
  void nightsWithoutASweepNeedAPerson() {
    assertFalse(daysAgo(4, true).needsPerson());
    Finding late = daysAgo(5, true);
    assertTrue(late.needsPerson());
    assertEquals(Optional.of("portineria vault sweep"), late.command());
    assertFalse(late.sentence().contains("portineria"), late.sentence());
  }

  @Test
  void aClockThatIsNotSetIsTheReason() {
    Finding first = SweepFindings.of(Optional.empty(), NOW, false);
    assertFalse(first.needsPerson());
    assertEquals(
        "Old mail was not removed yet: that waits for a time server to set the clock",
        first.sentence());
    assertTrue(daysAgo(5, false).needsPerson());
    assertTrue(daysAgo(5, false).sentence().contains("time server"));
  }
}
