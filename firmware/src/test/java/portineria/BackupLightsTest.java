package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.backup.Onlooker.Moment;
import portineria.backup.Place;
import portineria.backup.Target;
import portineria.front.BackupStage;

/** What the lights say of backups, step by step; nothing here waits. */
class BackupLightsTest {
  private BackupStage shown = BackupStage.NONE;
  private final Set<String> there = new HashSet<>(List.of("a", "b", "nas", "far"));
  private final BackupLights lights =
      new BackupLights(stage -> shown = stage, target -> there.contains(target.name()));

  private static final Target NAS = target("nas", new Place.Folder(Path.of("/mnt/nas")));

  private static Target disk(String name) {
    return target(name, new Place.Disk(name));
  }

  private static Target target(String name, Place place) {
    return new Target(name, place, "5d28", 1, Optional.empty(), List.of(), Map.of());
  }

  private void made(Target target, Moment end) {
    lights.sees(target, Moment.BEGAN);
    assertEquals(BackupStage.RUNNING, shown);
    lights.sees(target, Moment.READS_BACK);
    assertEquals(BackupStage.VERIFYING, shown);
    lights.sees(target, end);
  }

  @Test
  void greenIsSaidUntilTheDiskIsUnplugged() {
    made(disk("a"), Moment.GREEN);
    for (int i = 0; i < 100; i++) {
      lights.look();
      assertEquals(BackupStage.DONE, shown);
    }
    there.remove("a");
    lights.look();
    assertEquals(BackupStage.NONE, shown);
  }

  @Test
  void ofAFolderGreenIsSaidForAWhile() {
    made(NAS, Moment.GREEN);
    lights.look();
    assertEquals(BackupStage.DONE, shown);
    for (int i = 0; i < 40; i++) {
      lights.look();
    }
    assertEquals(BackupStage.NONE, shown);
  }

  @Test
  void aDiskThatMayBeUnpluggedIsNotForgottenForAFolder() {
    made(disk("a"), Moment.GREEN);
    made(NAS, Moment.GREEN);
    there.remove("nas");
    lights.look();
    assertEquals(BackupStage.DONE, shown);
  }

  @Test
  void aFailureIsSaidUntilTheNextBackupThereOrThePressOfTheButton() {
    made(disk("a"), Moment.FAILED);
    assertEquals(BackupStage.FAILED, shown);
    made(disk("b"), Moment.GREEN);
    assertEquals(BackupStage.FAILED, shown, "a has failed all the same");
    made(disk("a"), Moment.GREEN);
    assertEquals(BackupStage.DONE, shown);
    made(disk("a"), Moment.FAILED);
    there.remove("a");
    lights.pressed();
    made(disk("b"), Moment.GREEN);
    assertEquals(BackupStage.DONE, shown);
  }

  @Test
  void whoCancelsABackupDoesNotSeeTheGreenOfAnEarlierOne() {
    made(disk("a"), Moment.GREEN);
    made(disk("a"), Moment.CANCELLED);
    assertEquals(BackupStage.NONE, shown);
    made(disk("b"), Moment.FAILED);
    made(disk("a"), Moment.CANCELLED);
    assertEquals(BackupStage.FAILED, shown);
  }

  @Test
  void whatCameToNothingLeavesTheLightsAsTheyWere() {
    made(disk("a"), Moment.ENDED);
    assertEquals(BackupStage.NONE, shown);
    made(disk("a"), Moment.GREEN);
    made(NAS, Moment.ENDED);
    assertEquals(BackupStage.DONE, shown);
    lights.foundNothing();
    assertEquals(BackupStage.FAILED, shown);
    lights.pressed();
    made(NAS, Moment.GREEN);
    assertEquals(BackupStage.DONE, shown);
  }

  @Test
  void aTargetThatWasWantedAndIsNotThereIsAFailureUntilItIs() {
    lights.sees(NAS, Moment.ABSENT);
    assertEquals(BackupStage.FAILED, shown);
    made(disk("a"), Moment.GREEN);
    assertEquals(BackupStage.FAILED, shown, "the nas should always be there");
    made(NAS, Moment.GREEN);
    assertEquals(BackupStage.DONE, shown);
  }

  @Test
  void ofDisksInTurnOneThatWasMissedIsMadeGoodByTheOther() {
    lights.sees(disk("a"), Moment.ABSENT);
    assertEquals(BackupStage.FAILED, shown);
    made(disk("b"), Moment.GREEN);
    assertEquals(BackupStage.DONE, shown);
  }

  @Test
  void ofATargetThatWasRemovedNothingIsSaidAnyMore() {
    made(disk("a"), Moment.FAILED);
    lights.sees(disk("a"), Moment.REMOVED);
    assertEquals(BackupStage.NONE, shown);
    made(NAS, Moment.GREEN);
    lights.sees(disk("b"), Moment.BEGAN);
    lights.sees(NAS, Moment.REMOVED);
    assertEquals(BackupStage.RUNNING, shown, "another one runs");
    lights.sees(disk("b"), Moment.ENDED);
    assertEquals(BackupStage.NONE, shown);
  }
}
