package portineria.vault.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.fetch.Ages;
import portineria.fetch.ClockDoubt;
import portineria.store.AuditText;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Policy;
import portineria.store.Remains;
import portineria.store.SpecialUse;

/** What is to become of a message, by examples; {@link RulesPropertiesTest} has the rest. */
class RulesTest {
  private static final Instant CAME = day("2020-01-10");
  private static final String ANNA = "anna";

  private Map<String, Policy> policies = Map.of(ANNA, policy(Optional.of(Period.ofYears(10))));
  private Holds holds = Holds.NONE;
  private boolean clockTrusted = true;
  private ClockDoubt doubt = ClockDoubt.NONE;

  private static Instant day(String day) {
    return LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Policy policy(Optional<Period> retention) {
    return new Policy(ANNA, Policy.Kind.COMPANY, retention, "commerce", CAME);
  }

  private static Remains.Place removed(SpecialUse use, String when) {
    return new Remains.Place(
        MailboxName.INBOX, Optional.of(use), CAME, Optional.of(day(when)), false);
  }

  private static Remains.Place moved(String when) {
    return new Remains.Place(
        MailboxName.INBOX, Optional.empty(), CAME, Optional.of(day(when)), true);
  }

  private static Remains.Place listed() {
    return new Remains.Place(MailboxName.INBOX, Optional.empty(), CAME, Optional.empty(), false);
  }

  private Verdict on(String day, Remains.Place... places) {
    Ages ages = new Ages(day(day), clockTrusted, doubt);
    Rules rules = new Rules(policies, holds, ages);
    return rules.verdict(
        new Remains(ANNA, new MessageId(1), AuditText.NOTHING, 1, CAME, CAME, List.of(places)),
        new FakeSubject());
  }

  private static final class FakeSubject implements Subject {
    @Override
    public String account() {
      return ANNA;
    }

    @Override
    public List<Instant> dates() {
      return List.of(CAME);
    }

    @Override
    public boolean isWith(String correspondent) throws IOException {
      return correspondent.equals("lawyer@example.org");
    }

    @Override
    public boolean says(String text) throws IOException {
      throw new IOException("a damaged disk");
    }
  }

  private static Hold hold(Optional<String> correspondent, Optional<String> text) {
    return new Hold(
        "suit",
        Optional.empty(),
        correspondent,
        text,
        Optional.of(LocalDate.parse("2020-01-10")),
        Optional.of(LocalDate.parse("2020-01-10")),
        "lawsuit",
        CAME);
  }

  @Test
  void afterTenYearsWhatIsInTrashGoes() {
    Remains.Place trash = removed(SpecialUse.TRASH, "2020-02-01");
    assertEquals(new Verdict.Waits(), on("2030-01-09", trash));
    assertEquals(new Verdict.Due(), on("2030-01-10", trash));
  }

  @Test
  void whatAMailboxListsNeverGoes() {
    assertEquals(new Verdict.Listed(), on("2099-01-01", listed()));
    assertEquals(
        new Verdict.Listed(), on("2099-01-01", removed(SpecialUse.TRASH, "2020-02-01"), listed()));
  }

  @Test
  void whatIsRemovedLateCanStillBeHadBackForAMonth() {
    Remains.Place trash = removed(SpecialUse.TRASH, "2031-05-01");
    assertEquals(new Verdict.Waits(), on("2031-05-30", trash));
    assertEquals(new Verdict.Due(), on("2031-05-31", trash));
  }

  @Test
  void draftsAndJunkGoAfterAMonth() {
    for (SpecialUse use : List.of(SpecialUse.DRAFTS, SpecialUse.JUNK)) {
      assertEquals(new Verdict.Waits(), on("2020-03-01", removed(use, "2020-02-01")));
      assertEquals(new Verdict.Due(), on("2020-03-02", removed(use, "2020-02-01")));
    }
  }

  @Test
  void whatWasSortedOutAsJunkIsJunk() {
    Remains.Place junk = removed(SpecialUse.JUNK, "2020-02-01");
    assertEquals(new Verdict.Due(), on("2020-03-02", moved("2020-01-24"), junk));
  }

  @Test
  void nobodyGetsRidOfOldMailByWayOfJunk() {
    Remains.Place junk = removed(SpecialUse.JUNK, "2020-02-10");
    assertEquals(new Verdict.Waits(), on("2029-12-31", moved("2020-01-25"), junk));
    assertEquals(new Verdict.Due(), on("2030-01-10", moved("2020-01-25"), junk));
    Remains.Place copied = removed(SpecialUse.TRASH, "2020-01-11");
    assertEquals(new Verdict.Waits(), on("2029-12-31", copied, junk));
  }

  @Test
  void aStayThatAWrongClockMakesNegativeCounts() {
    Remains.Place junk = removed(SpecialUse.JUNK, "2020-02-01");
    assertEquals(new Verdict.Waits(), on("2029-12-31", moved("2019-06-01"), junk));
  }

  @Test
  void whereNobodyHasDecidedEverythingStaysButDraftsAndJunk() {
    policies = Map.of();
    assertEquals(
        new Verdict.Undecided(), on("2099-01-01", removed(SpecialUse.TRASH, "2020-02-01")));
    assertEquals(new Verdict.Due(), on("2099-01-01", removed(SpecialUse.JUNK, "2020-02-01")));
  }

  @Test
  void whatIsKeptForEverStays() {
    policies = Map.of(ANNA, policy(Optional.empty()));
    assertEquals(new Verdict.Waits(), on("2099-01-01", removed(SpecialUse.TRASH, "2020-02-01")));
  }

  @Test
  void aClockThatIsNotSetSweepsNothing() {
    clockTrusted = false;
    assertEquals(new Verdict.Waits(), on("2099-01-01", removed(SpecialUse.TRASH, "2020-02-01")));
    assertEquals(new Verdict.Waits(), on("2099-01-01", removed(SpecialUse.JUNK, "2020-02-01")));
  }

  /** A box without a clock was off for months, and somebody emptied Junk before it was set. */
  @Test
  void whatWasRemovedUnderAWrongClockHasItsTimeFromWhenItWasSet() {
    long from = day("2020-02-01").getEpochSecond();
    long truth = day("2020-09-01").getEpochSecond();
    doubt = new ClockDoubt(List.of(new ClockDoubt.Span(from, truth)));
    Remains.Place junk = removed(SpecialUse.JUNK, "2020-02-01");
    assertEquals(new Verdict.Waits(), on("2020-09-30", junk));
    assertEquals(new Verdict.Due(), on("2020-10-01", junk));
    doubt = new ClockDoubt(List.of(new ClockDoubt.Span(from, Long.MAX_VALUE)));
    assertEquals(new Verdict.Waits(), on("2099-10-01", junk));
  }

  @Test
  void whatAHoldCoversStays() {
    Remains.Place trash = removed(SpecialUse.TRASH, "2020-02-01");
    Hold suit = hold(Optional.of("lawyer@example.org"), Optional.empty());
    holds = new Holds(List.of(suit));
    assertEquals(new Verdict.Held(List.of(suit)), on("2099-01-01", trash));
    holds = new Holds(List.of(hold(Optional.of("other@example.org"), Optional.empty())));
    assertEquals(new Verdict.Due(), on("2099-01-01", trash));
  }

  @Test
  void whatCanNotBeReadIsHeld() {
    Hold unreadable = hold(Optional.empty(), Optional.of("perizia"));
    holds = new Holds(List.of(unreadable));
    assertEquals(
        new Verdict.Held(List.of(unreadable)),
        on("2099-01-01", removed(SpecialUse.TRASH, "2020-02-01")));
  }

  @Test
  void aLeaversMailGoesOnTheDayListedOrNotUnlessItIsHeld() {
    Leaver leaver =
        new Leaver(ANNA, CAME, Optional.empty(), LocalDate.parse("2021-06-30"), "retired");
    Ages before = new Ages(day("2021-06-30"), true, doubt);
    Ages after = new Ages(day("2021-07-01"), true, doubt);
    Subject subject = new FakeSubject();
    assertEquals(new Verdict.Waits(), new Rules(policies, holds, before).verdict(leaver, subject));
    assertEquals(new Verdict.Due(), new Rules(policies, holds, after).verdict(leaver, subject));
    Ages unset = new Ages(day("2021-07-01"), false, doubt);
    assertEquals(new Verdict.Waits(), new Rules(policies, holds, unset).verdict(leaver, subject));
    Hold suit = hold(Optional.of("lawyer@example.org"), Optional.empty());
    assertEquals(
        new Verdict.Held(List.of(suit)),
        new Rules(policies, new Holds(List.of(suit)), after).verdict(leaver, subject));
  }

  private boolean isRetained(String day, Remains.Place... places) {
    return new Rules(policies, holds, new Ages(day(day), clockTrusted, doubt))
        .isRetained(
            new Remains(ANNA, new MessageId(1), AuditText.NOTHING, 1, CAME, CAME, List.of(places)));
  }

  @Test
  void whoErasesWhatIsKeptByADecisionOrByNoneNeedsAReason() {
    policies = Map.of(ANNA, policy(Optional.of(Period.ofDays(90))));
    String before = CAME.plus(Duration.ofDays(89)).toString().substring(0, 10);
    String after = CAME.plus(Duration.ofDays(92)).toString().substring(0, 10);
    assertTrue(isRetained(before, listed()));
    assertFalse(isRetained(after, listed()), "wherever it is");
    assertFalse(isRetained(before, removed(SpecialUse.JUNK, before)));
    assertTrue(isRetained(before, removed(SpecialUse.JUNK, before), listed()));
    policies = Map.of(ANNA, policy(Optional.empty()));
    assertTrue(isRetained("2099-01-01", listed()), "for ever");
    policies = Map.of();
    assertTrue(isRetained("2099-01-01", listed()), "undecided");
    policies = Map.of(ANNA, policy(Optional.of(Period.ofDays(90))));
    clockTrusted = false;
    assertTrue(isRetained(after, listed()), "nobody knows");
  }
}
