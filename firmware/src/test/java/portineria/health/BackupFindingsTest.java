package portineria.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portineria.backup.Place;
import portineria.backup.Run;
import portineria.backup.Target;

/** What is said of backups. */
class BackupFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");

  private static Target target(String name, Run... runs) {
    return new Target(
        name, new Place.Folder(Path.of("/mnt")), "1", 1, Optional.empty(), List.of(runs), Map.of());
  }

  private static Run run(int daysAgo, boolean green, String sentence) {
    return run(daysAgo, green ? Run.End.GREEN : Run.End.FAILED, sentence);
  }

  private static Run run(int daysAgo, Run.End end, String sentence) {
    Instant began = NOW.minus(Duration.ofDays(daysAgo));
    return new Run(began, Duration.ZERO, end, 0, 0, "x", sentence, sentence);
  }

  private static List<Finding> of(Target... targets) {
    return BackupFindings.of(List.of(targets), NOW);
  }

  @Test
  void aGreenBackupOnOneOfTwoDisksIsEnough() {
    List<Finding> findings = of(target("a", run(3, true, "")), target("b", run(1, true, "")));
    assertEquals(1, findings.size());
    assertFalse(findings.getFirst().needsPerson());
    assertTrue(findings.getFirst().sentence().endsWith(", on b."), findings::toString);
  }

  private static Target disk(String name, Run... runs) {
    return new Target(
        name, new Place.Disk(name), "1", 1, Optional.empty(), List.of(runs), Map.of());
  }

  @Test
  void ofDisksInTurnTheBoxAsksForTheOneThatWasNotThereForLongest() {
    List<Finding> findings = of(disk("a", run(8, true, "")), disk("b", run(1, true, "")));
    assertEquals(2, findings.size());
    assertTrue(findings.getLast().needsPerson());
    assertTrue(
        findings.getLast().sentence().startsWith("It is the turn of the disk a, the last one"),
        findings::toString);
    assertEquals(1, of(disk("a", run(7, true, "")), disk("b", run(1, true, ""))).size());
    assertTrue(
        of(disk("a"), disk("b", run(1, true, "")))
            .getLast()
            .sentence()
            .contains("there is none there yet"));
  }

  @Test
  void aTargetThatCanNotBeReachedIsToldBesideOneThatIsFresh() {
    List<Finding> findings = of(target("nas", run(5, true, "")), disk("b", run(1, true, "")));
    assertTrue(
        findings.getLast().sentence().startsWith("No backups get to nas, the last one there is of"),
        findings::toString);
    assertEquals(
        1,
        of(target("nas", run(6, true, "")), disk("b", run(5, true, ""))).size(),
        "where nothing is fresh, that is told alone");
  }

  @Test
  void aTargetThatWasJustAddedNeedsNobody() {
    List<Finding> findings = of(target("nas"), disk("b", run(1, true, "")));
    assertTrue(
        findings.getLast().sentence().startsWith("The first backup to nas is still to come"));
    assertTrue(findings.stream().noneMatch(Finding::needsPerson));
  }

  @Test
  void anOldBackupNeedsAPersonAndSoDoesNone() {
    assertTrue(of(target("a", run(5, true, ""))).getFirst().needsPerson());
    assertTrue(of(target("a")).getFirst().needsPerson());
    assertFalse(of().getFirst().needsPerson());
  }

  @Test
  void theLastFailureIsToldUntilItIsOver() {
    Run failed = run(1, false, "it is full: make room");
    List<Finding> findings = of(target("a", failed, run(2, true, "")));
    assertTrue(findings.getLast().needsPerson());
    assertTrue(findings.getLast().sentence().endsWith(": it is full: make room"));
    assertEquals(1, of(target("a", run(0, true, ""), failed)).size());
  }

  @Test
  void whatWasBrokenOffIsToldWithItsReason() {
    Run gone = run(0, Run.End.GONE, "it went away in the middle: plug it in again");
    Finding told = of(target("nas", gone, run(1, true, ""))).getLast();
    assertTrue(told.needsPerson());
    assertTrue(
        told.sentence().startsWith("The backup to nas was broken off on 2026-11-27"),
        told::sentence);
    assertTrue(told.sentence().endsWith("plug it in again"), told::sentence);
  }

  @Test
  void whatSomebodyCancelledNeedsNobody() {
    Run cancelled = run(0, Run.End.CANCELLED, "it was cancelled");
    List<Finding> findings = of(target("nas", cancelled, run(1, true, "")));
    assertTrue(findings.stream().noneMatch(Finding::needsPerson));
    assertTrue(findings.getLast().sentence().endsWith(": it was cancelled."), findings::toString);
  }

  @Test
  void aTargetThatSomebodyWantedAndThatWasNotThereIsNamed() {
    Run absent = run(0, Run.End.ABSENT, "nas is not there: plug it in, or mount it");
    List<Finding> findings =
        of(target("nas", absent, run(1, true, "")), disk("a", run(1, true, "")));
    assertEquals(2, findings.size());
    assertTrue(findings.getLast().needsPerson());
    assertTrue(findings.getLast().sentence().contains("nas is not there"), findings::toString);
  }

  @Test
  void ofSeveralDisksInTurnOneThatWasMissedIsForgottenForTheOther() {
    Run missed = run(2, Run.End.ABSENT, "a is not there: plug it in");
    assertTrue(
        of(disk("a", missed, run(3, true, "")), disk("b", run(3, true, "")))
            .getLast()
            .needsPerson());
    assertFalse(
        of(disk("a", missed, run(3, true, "")), disk("b", run(1, true, "")))
            .getLast()
            .needsPerson());
  }

  @Test
  void whatIsFarAwayAndCanNotBeReachedIsTriedAgainByItself() {
    Target far =
        new Target(
            "far",
            new Place.Remote("rest:https://nas.example/"),
            "1",
            1,
            Optional.empty(),
            List.of(
                run(0, Run.End.ABSENT, "far can't be reached: look at the network"),
                run(1, true, "")),
            Map.of());
    List<Finding> findings = of(far);
    assertTrue(findings.stream().noneMatch(Finding::needsPerson));
    assertTrue(findings.getLast().sentence().contains("far can't be reached"), findings::toString);
  }
}
