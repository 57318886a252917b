package portineria.vault.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.fetch.TrustedClock;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.AuditText;
import portineria.store.FakeStore;
import portineria.store.Hold;
import portineria.store.Incoming;
import portineria.store.Leaver;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.UidSet;

/** The sweeper looks at all messages and takes away those that may go. */
class SweeperTest {
  private static final Actor BOX = new Actor("", "box");
  private static final Instant START = Instant.parse("2026-01-10T10:00:00Z");

  private final Clock clock = new Clock();
  private final FakeStore store = new FakeStore(clock);
  private Account anna;

  private static final class Clock implements TrustedClock {
    private Instant now = START;
    private boolean synchronised = true;

    @Override
    public boolean isSynchronised() {
      return synchronised;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void open() throws Exception {
    anna = store.createAccount("anna", BOX);
    store
        .decisions()
        .decide(
            new Policy(
                "anna",
                Policy.Kind.PERSONAL,
                Optional.of(Period.ofYears(1)),
                "she was told",
                START));
    add("INBOX", "from rossi", "From: rossi@example.org\r\n\r\nhello");
    add("INBOX", "other", "From: other@example.org\r\n\r\nhello");
    add("INBOX", "kept", "From: third@example.org\r\n\r\nhello");
    add("Junk", "junk", "From: spam@example.org\r\n\r\nhello");
    mailbox("INBOX").remove(UidSet.range(1, 2));
    mailbox("Junk").remove(UidSet.ALL);
  }

  private Mailbox mailbox(String name) {
    return anna.mailbox(new MailboxName(name)).orElseThrow();
  }

  private void add(String mailbox, String subject, String text) throws Exception {
    byte[] octets = ("Subject: " + subject + "\r\n" + text).getBytes(StandardCharsets.UTF_8);
    try (Incoming incoming = anna.incoming(0)) {
      incoming.write(octets, 0, octets.length);
      mailbox(mailbox).append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), START)));
    }
  }

  private Sweeper.Report sweep() throws Refusal {
    return Sweeper.sweep(store, clock, BOX, (looked, gone) -> true);
  }

  private Sweeper.Report dryRun() throws Refusal {
    return Sweeper.dryRun(store, clock, (looked, gone) -> true);
  }

  /** The acts by which mail went, each with the number of messages. */
  private List<String> erased() {
    return store.audit().entries(0, 100).stream()
        .map(entry -> AuditText.parse(entry.text()).orElseThrow())
        .filter(text -> text.figures().containsKey("messages"))
        .map(text -> text.act() + " " + text.figures().get("messages"))
        .toList();
  }

  private static Sweeper.Tally tally(Sweeper.Report report) {
    return report.tallies().getOrDefault("anna", Sweeper.Tally.NONE);
  }

  @Test
  void whatIsPastItsTimeGoes() throws Exception {
    clock.now = START.plus(Duration.ofDays(29));
    assertEquals(0, tally(sweep()).due());
    clock.now = START.plus(Duration.ofDays(30));
    assertEquals(1, tally(sweep()).due());
    clock.now = START.plus(Duration.ofDays(365));
    assertEquals(2, tally(sweep()).due());
    assertEquals(0, tally(sweep()).due());
    assertEquals(List.of("mail-swept 1", "mail-swept 2"), erased());
    assertEquals(1, store.contents().of("anna", Optional.empty(), 10).size());
  }

  @Test
  void aDryRunErasesNothingAndAClockThatIsNotSetJudgesNothing() throws Exception {
    clock.now = START.plus(Duration.ofDays(365));
    assertEquals(3, tally(dryRun()).due());
    assertEquals(Optional.empty(), Sweeper.last(store));
    clock.synchronised = false;
    assertFalse(sweep().clockTrusted());
    assertEquals(List.of(), erased());
    assertEquals(Optional.empty(), Sweeper.last(store));
    clock.synchronised = true;
    assertEquals(3, tally(sweep()).due());
    assertEquals(Optional.of(clock.now), Sweeper.last(store));
  }

  @Test
  void whatAHoldCoversStays() throws Exception {
    hold("suit", "rossi@example.org");
    clock.now = START.plus(Duration.ofDays(365));
    Sweeper.Tally tally = tally(sweep());
    assertEquals(2, tally.due());
    assertEquals(1, tally.held());
    assertEquals(List.of("mail-swept 2"), erased());
  }

  private void hold(String name, String correspondent) throws Refusal {
    store
        .decisions()
        .begin(
            new Hold(
                name,
                Optional.empty(),
                Optional.of(correspondent),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "lawsuit",
                START));
  }

  /** The watcher is asked after the judging and before the erasing. */
  @Test
  void aHoldThatBeginsMeanwhileStopsIt() throws Exception {
    clock.now = START.plus(Duration.ofDays(365));
    Sweeper.Watch watch =
        (looked, gone) -> {
          try {
            hold("suit", "other@example.org");
          } catch (Refusal refused) {
            throw new AssertionError(refused);
          }
          return true;
        };
    Refusal refusal = assertThrows(Refusal.class, () -> Sweeper.sweep(store, clock, BOX, watch));
    assertEquals(Refusal.Reason.IN_USE, refusal.reason());
    assertEquals(List.of(), erased());
    assertEquals(2, tally(sweep()).due());
  }

  /** Somebody copies a message back after it was judged. */
  @Test
  void whatIsListedAgainMeanwhileStays() throws Exception {
    clock.now = START.plus(Duration.ofDays(365));
    Sweeper.Watch watch =
        (looked, gone) -> {
          try {
            if (gone == 0) {
              mailbox("Recoverable/INBOX").copy(UidSet.range(1, 1), mailbox("Archive"));
            }
          } catch (Refusal refused) {
            throw new AssertionError(refused);
          }
          return true;
        };
    Sweeper.sweep(store, clock, BOX, watch);
    assertEquals(List.of("mail-swept 2"), erased());
    assertEquals(1, mailbox("Archive").view().count());
  }

  @Test
  void whoStopsItLosesNothing() throws Exception {
    clock.now = START.plus(Duration.ofDays(365));
    Sweeper.sweep(store, clock, BOX, (looked, gone) -> false);
    assertEquals(List.of(), erased());
    assertEquals(Optional.empty(), Sweeper.last(store));
  }

  @Test
  void allMailOfALeaverGoesOnTheDay() throws Exception {
    LocalDate day = LocalDate.of(2026, 1, 20);
    hold("suit", "third@example.org");
    store
        .decisions()
        .leave(new Leaver("anna", START, Optional.empty(), day, "retired"), Optional.empty());
    assertEquals(0, tally(sweep()).due());
    clock.now = Instant.parse("2026-01-21T10:00:00Z");
    assertEquals(3, tally(dryRun()).due());
    assertEquals(1, tally(dryRun()).held());
    assertEquals(3, tally(sweep()).due());
    assertEquals(List.of("mail-erased 3"), erased());
    assertEquals(1, store.decisions().leavers().size(), "until nothing is left");
    store.decisions().end("suit");
    assertEquals(1, tally(sweep()).due());
    assertEquals(List.of(), store.decisions().leavers());
    assertEquals(List.of(), store.contents().of("anna", Optional.empty(), 10));
    assertEquals(0, mailbox("Recoverable/INBOX").view().count());
  }

  @Test
  void asLongAsASourceFeedsALeaverNothingOfItGoes() throws Exception {
    store
        .decisions()
        .leave(
            new Leaver("anna", START, Optional.empty(), LocalDate.of(2026, 1, 20), "retired"),
            Optional.empty());
    store
        .sources()
        .add(
            new Source(
                "provider",
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
                false));
    clock.now = Instant.parse("2026-01-21T10:00:00Z");
    assertEquals(0, tally(sweep()).due());
    assertEquals(List.of(), erased());
  }
}
