package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import portineria.store.Actor;
import portineria.store.FakeStore;
import portineria.store.Refusal;
import portineria.store.Troubles.Draft;

/** What is said where the box can't say it. */
class NoticeFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

  private final FakeStore store = new FakeStore(InstantSource.fixed(NOW));

  private List<Topic> topics() {
    return NoticeFindings.of(store, NOW).stream()
        .filter(Finding::needsPerson)
        .map(one -> one.cause().topic())
        .toList();
  }

  @Test
  void aBoxThatTellsNobodySaysSo() throws Refusal {
    assertEquals(List.of(), NoticeFindings.of(store, NOW), "there is nobody at all yet");
    store.createAccount("maria", new Actor("", "cli"));
    assertTrue(
        NoticeFindings.of(store, NOW).getFirst().command().orElseThrow().contains("caretaker add"));
    store.putSetting(NoticeFindings.CARETAKERS, "maria");
    assertEquals(List.of(), NoticeFindings.of(store, NOW));
  }

  @Test
  void aMessageThatIsStuckNeedsAPerson() throws Refusal {
    Draft draft = new Draft("mail:x@example.org", "t", NOW, false, "subject", "text");
    store.troubles().put(List.of(), List.of(draft));
    long id = store.troubles().waiting().getFirst().id();
    for (int i = 0; i < 3; i++) {
      store.troubles().tried(id, NOW, "no way");
    }
    assertEquals(List.of(), topics());
    store.troubles().tried(id, NOW, "no way");
    assertEquals(List.of(Topic.NOTICES), topics());
    store.troubles().sent(id, NOW);
    assertEquals(List.of(), topics());
  }

  @Test
  void aHeartbeatThatDoesNotGetOutForADayNeedsAPerson() throws Refusal {
    Instant last = NOW.minus(Duration.ofHours(26));
    store.putSetting(NoticeFindings.HEARTBEAT_PROBLEM, "it answers 503");
    store.putSetting(NoticeFindings.HEARTBEAT_CALLED, last.toString());
    assertEquals(List.of(), topics());
    store.putSetting(NoticeFindings.HEARTBEAT_CALLED, last.minus(Duration.ofHours(1)).toString());
    assertEquals(List.of(Topic.HEARTBEAT), topics());
    store.putSetting(NoticeFindings.HEARTBEAT_CALLED, "nonsense");
    assertEquals(List.of(Topic.HEARTBEAT), topics());
    store.putSetting(NoticeFindings.HEARTBEAT_PROBLEM, "");
    assertEquals(List.of(), topics());
  }
}
