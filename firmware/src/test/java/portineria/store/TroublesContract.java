package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.store.Troubles.Draft;
import portineria.store.Troubles.Notice;
import portineria.store.Troubles.Told;
import portineria.store.Troubles.Trouble;

/** What must hold of what is wrong and of who was told. */
interface TroublesContract extends StoreUnderTest {
  static Trouble trouble(String cause, Optional<Instant> gone, Told told) {
    return new Trouble(cause, Optional.of("anna"), 1, "is broken", "è guasto", NOW, gone, told);
  }

  static Draft draft(String recipient, String topic) {
    return new Draft(recipient, topic, NOW, true, "Portineria: è guasto", "Vedi\r\nsotto\r\n");
  }

  @Test
  default void whatIsWrongIsRememberedWithWhoWasTold() throws Exception {
    Trouble disk = trouble("disk||", Optional.empty(), Told.NOTHING);
    Trouble source = trouble("a||", Optional.of(NOW), Told.NOTHING.with(2, NOW));
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      assertEquals(List.of(), troubles.all());
      troubles.put(List.of(disk), List.of());
      troubles.put(List.of(disk, source), List.of());
    }
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      assertEquals(List.of(source, disk), troubles.all(), "those of the same time by their cause");
      troubles.put(List.of(disk), List.of());
    }
    try (Box box = box()) {
      assertEquals(List.of(disk), box.store().troubles().all());
    }
  }

  @Test
  default void aNoticeWaitsUntilItIsSent() throws Exception {
    Instant later = NOW.plusSeconds(60);
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      troubles.put(List.of(), List.of(draft("inbox:anna", "t"), draft("mail:x@example.org", "t")));
      List<Notice> waiting = troubles.waiting();
      assertEquals(
          List.of("inbox:anna", "mail:x@example.org"),
          waiting.stream().map(one -> one.draft().recipient()).toList());
      troubles.sent(waiting.getFirst().id(), later);
      troubles.tried(waiting.getLast().id(), later, "no way");
    }
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      Notice notice = troubles.waiting().getFirst();
      assertEquals(
          new Notice(
              notice.id(),
              draft("mail:x@example.org", "t"),
              1,
              Optional.of(later),
              Optional.of("no way"),
              Optional.empty()),
          notice);
      troubles.drop(notice.id());
      assertEquals(List.of(), troubles.waiting());
      assertEquals(2, troubles.last(5).size());
      assertEquals(Optional.of(later), troubles.last(1).getFirst().sent());
    }
  }

  @Test
  default void nobodyIsWrittenToTwiceOfTheSameTopic() throws Exception {
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      troubles.put(List.of(), List.of(draft("inbox:anna", "week 2026-11-23")));
      troubles.sent(troubles.waiting().getFirst().id(), NOW);
    }
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      troubles.put(List.of(), List.of(draft("inbox:anna", "week 2026-11-23")));
      assertEquals(List.of(), troubles.waiting());
      assertTrue(troubles.isWritten("inbox:anna", "week 2026-11-23"));
      assertFalse(troubles.isWritten("inbox:anna", "week 2026-11-30"));
      assertFalse(troubles.isWritten("inbox:bruno", "week 2026-11-23"));
    }
  }

  @Test
  default void whatWasSentLongAgoIsForgottenAndItsNumberIsNotGivenOutAgain() throws Exception {
    try (Box box = box()) {
      Troubles troubles = box.store().troubles();
      troubles.put(List.of(), List.of(draft("inbox:anna", "old")));
      long old = troubles.waiting().getFirst().id();
      troubles.sent(old, NOW);
      troubles.put(List.of(), List.of(draft("inbox:anna", "new")));
      long fresh = troubles.waiting().getFirst().id();
      assertTrue(fresh > old);
      troubles.sent(fresh, NOW.plus(Duration.ofDays(Troubles.DAYS_KEPT + 1)));
      assertEquals(List.of(fresh), troubles.last(9).stream().map(Notice::id).toList());
    }
  }
}
