package portineria.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.MailboxName;
import portineria.store.Quota;
import portineria.store.UidSet;
import portineria.transcript.Mails;

/** Who is told that an account is nearly full, and how often. */
class QuotaAlertsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");
  private static final Actor PC = new Actor("pc", "imap");
  private static final Actor PHONE = new Actor("phone", "imap");

  private final FakeStore store = new FakeStore(InstantSource.fixed(NOW));
  private final QuotaAlerts alerts = new QuotaAlerts(store);
  private Account anna;

  @BeforeEach
  void nearlyFull() throws Exception {
    anna = store.createAccount("anna", new Actor("", "cli"));
    Mails.fill(anna, anna.mailbox(MailboxName.INBOX).orElseThrow(), "9 messages");
    anna.limit(new Quota.Limits(OptionalLong.empty(), OptionalLong.of(10)));
  }

  private boolean told(Actor actor, Duration later) {
    return alerts.due(anna, actor, NOW.plus(later)).isPresent();
  }

  @Test
  void eachProgramIsToldOnceADay() {
    assertTrue(told(PC, Duration.ZERO));
    assertEquals(false, told(PC, Duration.ZERO));
    assertTrue(told(PHONE, Duration.ofHours(1)));
    assertEquals(false, told(PC, Duration.ofHours(23)));
    assertTrue(told(PC, Duration.ofHours(24)));
    assertEquals(false, told(PHONE, Duration.ofHours(24)));
    assertTrue(told(PHONE, Duration.ofHours(25)));
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyFromHearing() {
    assertTrue(told(PC, Duration.ofDays(400)));
    assertTrue(told(PC, Duration.ZERO));
  }

  @Test
  void whoHasMadeRoomIsNotTold() throws Exception {
    anna.mailbox(MailboxName.INBOX).orElseThrow().remove(UidSet.range(1, 1));
    assertEquals(Optional.empty(), alerts.due(anna, PC, NOW));
    anna.limit(Quota.Limits.NONE);
    assertEquals(Optional.empty(), alerts.due(anna, PC, NOW));
  }
}
