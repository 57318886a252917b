package portineria.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.health.Cause;
import portineria.health.Finding;
import portineria.health.Topic;
import portineria.health.Urgency;
import portineria.health.Words;
import portineria.store.Troubles.Trouble;

/** What is news, and what people know already. */
class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

  private List<Trouble> known = List.of();

  private static Finding finding(Topic topic, String subject, String why, Urgency urgency) {
    return new Finding(
        urgency,
        new Cause(topic, subject, why),
        Optional.of("anna"),
        new Words(topic + " is wrong", topic + " non va"));
  }

  private static Finding disk(Urgency urgency) {
    return finding(Topic.DISK, "", "", urgency);
  }

  private static Finding source(String why) {
    return finding(Topic.SOURCE_FAILING, "hoster", why, Urgency.TODAY);
  }

  /** What is told so many minutes after the begin; everybody listens. */
  private List<String> at(int minutes, Finding... found) {
    Instant now = NOW.plus(Duration.ofMinutes(minutes));
    Ledger.Step step = Ledger.step(known, List.of(found), now);
    Set<Cause> causes = new HashSet<>();
    step.news().forEach(one -> causes.add(one.cause()));
    known = step.told(causes, now);
    return step.news().stream().map(one -> one.kind() + " " + one.cause().text()).toList();
  }

  @Test
  void aThingIsToldOnceWhenItHasSettledAndOnceWhenItIsOver() {
    assertEquals(List.of(), at(0, disk(Urgency.TODAY)));
    assertEquals(List.of(), at(4, disk(Urgency.TODAY)));
    assertEquals(List.of("WRONG disk||"), at(5, disk(Urgency.TODAY)));
    assertEquals(List.of(), at(6, disk(Urgency.TODAY)));
    assertEquals(List.of(), at(60 * 24 * 40, disk(Urgency.TODAY)));
    int end = 60 * 24 * 40 + 1;
    assertEquals(List.of(), at(end));
    assertEquals(List.of(), at(end + 59));
    assertEquals(List.of("OVER disk||"), at(end + 60));
    assertEquals(List.of(), at(end + 61));
    assertEquals(List.of(), known);
  }

  @Test
  void everythingIsToldWithinTheHour() {
    for (Topic topic : Topic.values()) {
      assertEquals(true, topic.settle().compareTo(Duration.ofMinutes(55)) < 0, topic.toString());
    }
  }

  @Test
  void whatComesAndGoesByItselfIsNotToldOf() {
    for (int minute = 0; minute < 15; minute++) {
      assertEquals(List.of(), at(minute, source("")));
    }
    assertEquals(List.of(), at(15));
    assertEquals(List.of(), at(20));
    assertEquals(List.of(), known, "forgotten without a word");
    assertEquals(List.of(), at(21, source("")));
    assertEquals(List.of(), at(40, source("")));
    assertEquals(List.of("WRONG source-failing|hoster|"), at(41, source("")));
  }

  @Test
  void aThingThatReturnsBeforeItCountsAsOverIsTheSame() {
    at(0, disk(Urgency.TODAY));
    at(5, disk(Urgency.TODAY));
    assertEquals(List.of(), at(6));
    assertEquals(List.of(), at(50, disk(Urgency.TODAY)));
    assertEquals(List.of(), at(51));
    assertEquals(List.of(), at(110));
    assertEquals(List.of("OVER disk||"), at(111));
    assertEquals(List.of(), at(112, disk(Urgency.TODAY)));
    assertEquals(List.of("WRONG disk||"), at(117, disk(Urgency.TODAY)));
  }

  @Test
  void whatBecomesUrgentIsToldOnceMore() {
    at(0, disk(Urgency.TODAY));
    assertEquals(List.of("WRONG disk||"), at(5, disk(Urgency.TODAY)));
    assertEquals(List.of("WORSE disk||"), at(10, disk(Urgency.NOW)));
    assertEquals(List.of(), at(11, disk(Urgency.TODAY)));
    assertEquals(List.of(), at(12, disk(Urgency.NOW)));
  }

  @Test
  void anotherReasonIsNewsAndNoRecovery() {
    at(0, source(""));
    assertEquals(List.of("WRONG source-failing|hoster|"), at(20, source("")));
    assertEquals(List.of(), at(21, source("password")));
    assertEquals(List.of(), at(26, source("password")), "gone, but not well");
    assertEquals(List.of("WRONG source-failing|hoster|password"), at(41, source("password")));
    assertEquals(List.of(), at(42));
    assertEquals(List.of("OVER source-failing|hoster|password"), at(47));
  }

  @Test
  void whomNobodyHearsIsNotTold() {
    Instant later = NOW.plus(Duration.ofMinutes(5));
    known = Ledger.step(List.of(), List.of(disk(Urgency.TODAY)), NOW).known();
    Ledger.Step step = Ledger.step(known, List.of(disk(Urgency.TODAY)), later);
    assertEquals(1, step.news().size());
    known = step.told(Set.of(), later);
    assertEquals(List.of("WRONG disk||"), at(6, disk(Urgency.TODAY)));
  }

  @Test
  void nothingIsWrittenDownAsLongAsNothingButWordsChanges() {
    at(0, disk(Urgency.TODAY));
    at(5, disk(Urgency.TODAY));
    List<Trouble> before = known;
    Finding other =
        new Finding(
            Urgency.TODAY,
            Cause.parse("disk||"),
            Optional.of("anna"),
            new Words("1.9 GB free", "1.9 GB liberi"));
    at(6, other);
    assertEquals(before, known);
    assertEquals("DISK is wrong", known.getFirst().english());
  }

  @Test
  void notesAreNoTroubles() {
    assertEquals(List.of(), at(0, disk(Urgency.NONE)));
    assertEquals(List.of(), known);
  }

  @Test
  void aClockThatWasSetBackHoldsNothingUp() {
    at(0, disk(Urgency.TODAY));
    assertEquals(List.of(), at(-30, disk(Urgency.TODAY)));
    assertEquals(List.of("WRONG disk||"), at(-600, disk(Urgency.TODAY)));
  }
}
