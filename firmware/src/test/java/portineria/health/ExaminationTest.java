package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.search.Progress;
import portineria.store.FakeStore;

/** What a look at a box finds. */
class ExaminationTest {
  @TempDir Path data;

  private List<Finding> ofSearch(Optional<Progress> progress) throws Exception {
    FakeStore store = new FakeStore(InstantSource.fixed(Instant.EPOCH));
    return new Examination(
            store,
            progress,
            store.sources()::status,
            new Examination.Circumstances(data, Instant.EPOCH, true, true))
        .findings().stream().filter(one -> one.sentence().contains("search")).toList();
  }

  @Test
  void anIndexThatIsBeingMadeIsMentioned() throws Exception {
    assertEquals(
        List.of(
            "The search index is being made and has come to message 12,000 of 100,000; until"
                + " then searching takes longer."),
        ofSearch(Optional.of(new Progress(12_000, 100_000, Optional.empty()))).stream()
            .map(Finding::sentence)
            .toList());
  }

  @Test
  void anIndexThatCanNotBeKeptNeedsAPerson() throws Exception {
    assertEquals(
        List.of(
            Finding.need(
                Cause.of(Topic.SEARCH),
                new Words(
                    "The search index can't be kept, so that searching takes longer: the disk is"
                        + " nearly full: make room",
                    "L'indice di ricerca non si riesce a tenere, perciò la ricerca è più lenta: the"
                        + " disk is nearly full: make room"))),
        ofSearch(
            Optional.of(new Progress(7, 7, Optional.of("the disk is nearly full: make room")))));
  }

  @Test
  void anErasureThatWasInterruptedIsNotForgotten() throws Exception {
    FakeStore store = new FakeStore(InstantSource.fixed(Instant.EPOCH));
    Examination.Circumstances resting =
        new Examination.Circumstances(data, Instant.EPOCH, true, false);
    Cause erasure = Cause.of(Topic.ERASURE);
    assertTrue(
        new Examination(store, Optional.empty(), store.sources()::status, resting)
            .findings().stream().noneMatch(one -> one.cause().equals(erasure)));
    store.interruptErasure();
    assertTrue(
        new Examination(store, Optional.empty(), store.sources()::status, resting)
            .findings().stream()
                .filter(Finding::needsPerson)
                .anyMatch(one -> one.cause().equals(erasure)));
  }

  @Test
  void nobodyHearsOfAnIndexThatIsWell() throws Exception {
    assertEquals(List.of(), ofSearch(Optional.of(new Progress(99_500, 100_000, Optional.empty()))));
    assertEquals(List.of(), ofSearch(Optional.empty()));
  }

  @Test
  void aDiskThatIsNearlyFullIsAMatterOfHours() {
    assertEquals(Urgency.NONE, Examination.space(2_000_000_000L).urgency());
    assertEquals(Urgency.TODAY, Examination.space(1_999_999_999L).urgency());
    assertEquals(Urgency.NOW, Examination.space(499_999_999L).urgency());
  }

  @Test
  void theMostUrgentOfAllCounts() {
    Finding note = Finding.note(new Words("well", "bene"));
    Finding need = Finding.need(Cause.of("x"), new Words("do something", "fare qualcosa"));
    Finding alarm = Finding.alarm(Cause.of(Topic.DISK), new Words("do it now", "farlo subito"));
    assertEquals(Urgency.NONE, Urgency.of(List.of()));
    assertEquals(Urgency.NONE, Urgency.of(List.of(note)));
    assertEquals(Urgency.TODAY, Urgency.of(List.of(note, need, note)));
    assertEquals(Urgency.NOW, Urgency.of(List.of(alarm, need, note)));
    assertEquals(
        List.of(false, true, true),
        Stream.of(note, need, alarm).map(Finding::needsPerson).toList());
  }
}
