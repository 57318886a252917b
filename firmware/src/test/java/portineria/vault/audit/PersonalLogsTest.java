package portineria.vault.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.fetch.Ages;
import portineria.fetch.TrustedClock;
import portineria.store.Act;
import portineria.store.Act.Kind;
import portineria.store.Act.Part;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.Directory.Device;
import portineria.store.FakeStore;
import portineria.store.Refusal;
import portineria.vault.audit.PersonalLogs.Log;

/** Two clocks: what names people in logs goes after some weeks. */
class PersonalLogsTest {
  private static final Actor CARLA = new Actor("carla", "cli");
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private final Clock clock = new Clock();
  private final FakeStore store = new FakeStore(clock);
  private final PersonalLogs logs = new PersonalLogs(store, clock);

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

    void pass(int days) {
      now = now.plus(Duration.ofDays(days));
    }
  }

  @BeforeEach
  void fill() throws Refusal {
    store.createAccount("anna", CARLA);
    store
        .directory()
        .addDevice("anna", new Device("phone", "abcd", "hash", START, Optional.of(START)));
    export();
  }

  private void export() throws Refusal {
    store.audit().record(Act.of(Kind.MAIL_EXPORTED, CARLA).with(Part.ACCOUNT, "anna"));
  }

  private Optional<Instant> lastSeen() {
    return store.directory().login("anna").orElseThrow().devices().getFirst().lastSeen();
  }

  /** The numbers of entries that name somebody. */
  private List<Long> named() {
    return store.audit().entries(0, 1000).stream()
        .filter(entry -> !entry.names().isEmpty())
        .map(Audit.Entry::number)
        .toList();
  }

  @Test
  void afterThreeWeeksTracesAndNamesGo() throws Refusal {
    clock.pass(20);
    export();
    assertTrue(logs.clean());
    assertEquals(Optional.of(START), lastSeen());
    assertEquals(List.of(1L, 2L), named());
    clock.pass(1);
    clock.now = clock.now.plusSeconds(1);
    assertTrue(logs.clean());
    assertEquals(Optional.empty(), lastSeen());
    assertEquals(List.of(2L), named());
    clock.pass(30);
    assertTrue(logs.clean());
    assertEquals(List.of(), named());
    assertEquals(List.of(), ChainCheck.run(store.audit(), Optional.empty()).problems());
    assertEquals(4, store.audit().written(), "two exports, and twice names were forgotten");
    assertTrue(logs.clean());
    assertEquals(4, store.audit().written(), "where nothing goes, nothing is recorded");
  }

  @Test
  void nothingGoesWhileTheClockIsNotSet() throws Refusal {
    clock.pass(400);
    clock.synchronised = false;
    assertFalse(logs.clean());
    assertEquals(Optional.of(START), lastSeen());
    assertEquals(List.of(1L), named());
    clock.synchronised = true;
    assertTrue(logs.clean());
    assertEquals(List.of(), named());
  }

  /** A box without a clock was off for a year: it goes on with the time of then. */
  @Test
  void whatWasWrittenUnderAWrongClockHasItsTimeFromWhenTheClockWasSet() throws Refusal {
    clock.synchronised = false;
    Ages.asOf(clock, store);
    export();
    clock.pass(365);
    clock.synchronised = true;
    assertTrue(logs.clean());
    assertEquals(List.of(1L, 2L), named(), "the first came before the second");
    clock.pass(22);
    assertTrue(logs.clean());
    assertEquals(List.of(), named());
  }

  @Test
  void eachHasASettingOfItsOwnAndEveryChangeIsRecorded() throws Refusal {
    assertEquals(21, Log.TRACES.days(store));
    assertEquals(21, Log.NAMES.days(store));
    Log.TRACES.keep(store, CARLA, 7);
    Log.NAMES.keep(store, CARLA, 200);
    assertEquals(7, Log.TRACES.days(store));
    List<Audit.Entry> entries = store.audit().entries(1, 10);
    assertEquals(2, entries.size());
    assertTrue(entries.get(0).text().endsWith("log-days 7\n"), entries.get(0).text());
    assertTrue(entries.get(1).text().endsWith("name-days 200\n"), entries.get(1).text());
    clock.pass(8);
    assertTrue(logs.clean());
    assertEquals(Optional.empty(), lastSeen());
    clock.pass(150);
    assertTrue(logs.clean());
    assertEquals(List.of(1L, 2L, 3L), named());
    for (int days : new int[] {0, -1, PersonalLogs.DAYS_MAX + 1}) {
      assertEquals(
          Refusal.Reason.CANNOT,
          assertThrows(Refusal.class, () -> Log.NAMES.keep(store, CARLA, days)).reason());
    }
  }
}
