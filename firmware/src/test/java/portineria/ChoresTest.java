package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.fetch.SystemClock;
import portineria.fetch.TrustedClock;
import portineria.net.tls.ServerNames;
import portineria.net.tls.ServerTls;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.UidSet;
import portineria.store.sqlite.SqliteStore;
import portineria.store.sqlite.StoreSettings;
import portineria.vault.retention.Sweeper;

/** What the box does by itself at night. */
class ChoresTest {
  @TempDir Path data;

  private final Clock clock = new Clock();

  private static final class Clock implements TrustedClock {
    private Instant now = at(LocalDate.of(2026, 11, 21), LocalTime.NOON);
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

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(ZoneId.systemDefault()).toInstant();
  }

  private static void throwAway(Account account, String text) throws Exception {
    Mailbox junk = account.mailbox(new MailboxName("Junk")).orElseThrow();
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    try (Incoming incoming = account.incoming(0)) {
      incoming.write(octets, 0, octets.length);
      junk.append(List.of(new Mailbox.Delivery(incoming.finish(), Set.of(), Instant.EPOCH)));
    }
    junk.remove(UidSet.ALL);
  }

  @Test
  void itIsSweptOncePerNightAndOnlyUnderAClockThatIsSet() throws Exception {
    ServerTls tls =
        ServerTls.open(data.resolve("keys"), ServerNames.ofThisMachine(), new SystemClock());
    StoreSettings settings = StoreSettings.of(data).withClock(clock);
    try (SqliteStore store = SqliteStore.open(settings);
        Chores chores = new Chores(store, clock, tls)) {
      Account anna = store.createAccount("anna", new Actor("", "test"));
      throwAway(anna, "one");
      LocalDate day = LocalDate.of(2026, 12, 24);
      clock.now = at(day, LocalTime.of(1, 59));
      chores.sweep();
      assertEquals(1, kept(store), "it is not night yet");
      clock.now = at(day, LocalTime.of(2, 1));
      clock.synchronised = false;
      chores.sweep();
      assertEquals(1, kept(store), "nobody knows how old it is");
      clock.now = at(day, LocalTime.of(2, 11));
      clock.synchronised = true;
      chores.sweep();
      assertEquals(0, kept(store));
      assertEquals(Optional.of(clock.now), Sweeper.last(store));
      Instant swept = clock.now;
      clock.now = at(day, LocalTime.of(2, 21));
      chores.sweep();
      assertEquals(Optional.of(swept), Sweeper.last(store), "this night it was done");
      clock.now = at(day.plusDays(1), LocalTime.of(2, 1));
      chores.sweep();
      assertEquals(Optional.of(clock.now), Sweeper.last(store));
    }
  }

  private static int kept(SqliteStore store) {
    return store.contents().of("anna", Optional.empty(), 10).size();
  }
}
