package portineria.vault.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.fetch.TrustedClock;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Hold;
import portineria.store.Incoming;
import portineria.store.Leaver;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.UidSet;

/** The sweeper looks at all messages and hands on those that may go. */
class SweeperTest {
  private static final Actor BOX = new Actor("", "box");
  private static final Instant START = Instant.parse("2026-01-10T10:00:00Z");

  private final Clock clock = new Clock();
  private final FakeStore store = new FakeStore(clock);
  private final List<String> erased = new ArrayList<>();
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

  private Sweeper.Report sweep(boolean dry) throws Refusal {
    Eraser eraser =
        (messages, judgedUnder, listedToo, act) ->
            erased.add(act.kind().word() + " " + messages.size() + (listedToo ? " listed" : ""));
    return Sweeper.run(
        store, clock, BOX, dry ? Optional.empty() : Optional.of(eraser), looked -> true);
  }

  private static Sweeper.Tally tally(Sweeper.Report report) {
    return report.tallies().getOrDefault("anna", Sweeper.Tally.NONE);
  }

  @Test
  void whatIsPastItsTimeGoes() throws Exception {
    clock.now = START.plus(Duration.ofDays(29));
    assertEquals(0, tally(sweep(false)).due());
    clock.now = START.plus(Duration.ofDays(30));
    assertEquals(1, tally(sweep(false)).due());
    clock.now = START.plus(Duration.ofDays(365));
    assertEquals(3, tally(sweep(false)).due());
    assertEquals(List.of("mail-swept 1", "mail-swept 3"), erased);
  }

  @Test
  void aDryRunErasesNothingAndAClockThatIsNotSetJudgesNothing() throws Exception {
    clock.now = START.plus(Duration.ofDays(365));
    assertEquals(3, tally(sweep(true)).due());
    clock.synchronised = false;
    assertFalse(sweep(false).clockTrusted());
    assertEquals(List.of(), erased);
  }

  @Test
  void whatAHoldCoversStays() throws Exception {
    store
        .decisions()
        .begin(
            new Hold(
                "suit",
                Optional.empty(),
                Optional.of("rossi@example.org"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "lawsuit",
                START));
    clock.now = START.plus(Duration.ofDays(365));
    Sweeper.Tally tally = tally(sweep(false));
    assertEquals(2, tally.due());
    assertEquals(1, tally.held());
    assertEquals(List.of("mail-swept 2"), erased);
  }

  @Test
  void allMailOfALeaverGoesOnTheDay() throws Exception {
    LocalDate day = LocalDate.of(2026, 1, 20);
    store
        .decisions()
        .leave(new Leaver("anna", START, Optional.empty(), day, "retired"), Optional.empty());
    assertEquals(0, tally(sweep(false)).due());
    clock.now = Instant.parse("2026-01-21T10:00:00Z");
    assertEquals(4, tally(sweep(false)).due());
    assertEquals(List.of("mail-erased 4 listed"), erased);
    assertEquals(1, store.decisions().leavers().size(), "until nothing is left");
  }
}
