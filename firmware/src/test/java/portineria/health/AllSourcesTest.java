package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portineria.store.Account;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.MailboxName;
import portineria.store.Quota;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

/** What is said of several sources. */
class AllSourcesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

  private final FakeStore store = new FakeStore(InstantSource.fixed(NOW));

  @BeforeEach
  void twoSources() throws Refusal {
    store.createAccount("anna", new Actor("", "cli"));
    store.sources().add(source("one", "pop.example.com"));
    store.sources().add(source("two", "pop.example.org"));
  }

  private static Source source(String name, String host) {
    return new Source(
        name,
        "anna",
        host,
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
  }

  private void fails(String name, Why why) throws Refusal {
    Optional<Instant> now = Optional.of(NOW);
    store
        .sources()
        .putStatus(
            name,
            new Status(
                now,
                Optional.empty(),
                Optional.of("no way"),
                now,
                Optional.empty(),
                0,
                0,
                Optional.of(why),
                Optional.empty()));
  }

  private List<String> causes() throws Refusal {
    return new AllSources(store.sources(), store.sources()::status, NOW)
        .findings().stream().filter(Finding::needsPerson).map(one -> one.cause().text()).toList();
  }

  @Test
  void ofMailThatWaitsForRoomTheAccountSpeaks() throws Exception {
    Account anna = store.account("anna", new Actor("", "cli")).orElseThrow();
    assertEquals(Optional.empty(), QuotaFindings.of(anna, store.sources()));
    anna.limit(new Quota.Limits(OptionalLong.of(1000), OptionalLong.of(10)));
    Finding room = QuotaFindings.of(anna, store.sources()).orElseThrow();
    assertEquals(Urgency.NONE, room.urgency());
    assertEquals(
        "The mail of anna takes 0 % of its room (0 B of 1.0 kB, 0 of 10 messages).",
        room.sentence());
    fails("one", Why.FULL);
    fails("two", Why.FULL);
    assertEquals(List.of(), causes(), "one sentence says it for all sources of the account");
    assertTrue(
        new AllSources(store.sources(), store.sources()::status, NOW)
            .findings().stream().noneMatch(one -> one.sentence().contains("well")));
    Finding full = QuotaFindings.of(anna, store.sources()).orElseThrow();
    assertEquals(Urgency.NOW, full.urgency());
    assertEquals("account-full|anna|", full.cause().text());
    assertEquals(Optional.of("anna"), full.account());
    assertTrue(full.sentence().contains("it waits at the provider"), full.sentence());
  }

  @Test
  void fromNinetyPercentOnAnAccountIsNearlyFull() {
    Quota.Limits ten = new Quota.Limits(OptionalLong.empty(), OptionalLong.of(10));
    assertEquals(Urgency.NONE, QuotaFindings.of("anna", new Quota(ten, 0, 8), false).urgency());
    Finding nearly = QuotaFindings.of("anna", new Quota(ten, 0, 9), false);
    assertEquals(Urgency.TODAY, nearly.urgency());
    assertEquals(Optional.of("portineria user set anna --quota-messages N"), nearly.command());
  }

  @Test
  void ofTheOfficesLineOneFindingIsEnough() throws Refusal {
    fails("one", Why.NETWORK);
    assertEquals(List.of("source-failing|one|"), causes());
    fails("two", Why.NETWORK);
    assertEquals(List.of("network||"), causes());
    fails("two", Why.PASSWORD);
    assertEquals(List.of("source-failing|one|", "source-failing|two|password"), causes());
  }

  @Test
  void twoMailboxesOfOneProviderAreNoProofOfTheOfficesLine() throws Refusal {
    store.sources().update(source("two", "pop.example.com"));
    fails("one", Why.NETWORK);
    fails("two", Why.NETWORK);
    assertEquals(List.of("source-failing|one|", "source-failing|two|"), causes());
  }

  @Test
  void aSourceThatIsWellIsMentioned() throws Refusal {
    List<Finding> findings =
        new AllSources(store.sources(), store.sources()::status, NOW).findings();
    assertEquals("Source one: well, not fetched yet.", findings.getFirst().sentence());
    assertTrue(findings.stream().noneMatch(Finding::needsPerson));
  }

  @Test
  void whenASourceWasFetchedIsAskedOfWhoeverKnowsItBest() throws Refusal {
    Status live =
        new Status(
            Optional.of(NOW),
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0);
    List<Finding> findings = new AllSources(store.sources(), name -> live, NOW).findings();
    assertTrue(findings.getFirst().sentence().startsWith("Source one: well, fetched "));
  }
}
