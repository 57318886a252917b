package portineria;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portineria.admin.Box;
import portineria.backup.Place;
import portineria.backup.Run;
import portineria.backup.Watch;
import portineria.board.Light;
import portineria.board.LightPattern;
import portineria.board.Panel;
import portineria.cli.RunSettings;
import portineria.front.Front;
import portineria.store.Act;
import portineria.store.Audit;

/** The lights and the button of a whole box. */
@Timeout(120)
class FrontOfBoxTest {
  @TempDir Path data;
  @TempDir Path elsewhere;

  private BoxAtWork box(RunSettings.Lights board) throws Exception {
    return new BoxAtWork(BoxAtWork.settings(data, board));
  }

  private static void awaitShown(Panel panel, Light light, LightPattern pattern) {
    while (panel.shown().get(light) != pattern) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theHeartBeatsAndArrivingMailFlashes() throws Exception {
    // So long that nobody can miss it.
    Files.writeString(data.resolve("board.conf"), "pattern.mail-arrived = 10000 10000\n");
    try (BoxAtWork box = box(RunSettings.Lights.SIMULATED)) {
      Front front = box.running.box().front();
      Panel panel = front.panel().orElseThrow();
      assertEquals(null, panel.shown().get(Light.STATUS), "not before it serves");
      box.demo(data);
      awaitShown(panel, Light.STATUS, LightPattern.HEARTBEAT);
      awaitShown(panel, Light.MAIL, LightPattern.MAIL_ARRIVED);
      while (!front.simulatedBoard().orElseThrow().lit().contains(Light.MAIL)) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aBoxWithoutABoardHasNoLightsAndSaysSo() throws Exception {
    try (BoxAtWork box = box(RunSettings.Lights.NONE)) {
      box.running.begin();
      assertEquals(
          List.of("There are no lights: portineria run --board pi (or simulated) has some"),
          box.running.box().front().description());
    }
  }

  @Test
  void aBoardFileThatIsWrongCostsTheLightsAlone() throws Exception {
    Files.writeString(data.resolve("board.conf"), "light.status = 99\n");
    runsWithout(RunSettings.Lights.SIMULATED, "board.conf, line 1: '99' is no GPIO: 2 to 27");
  }

  @Test
  void pinsThatCanNotBeHadCostTheLightsAlone() throws Exception {
    // Also on a machine with pins: these are nobody's.
    Files.writeString(data.resolve("board.conf"), "chip = gpiochip999\n");
    runsWithout(RunSettings.Lights.PI, "");
  }

  private void runsWithout(RunSettings.Lights board, String sentence) throws Exception {
    try (BoxAtWork box = box(board)) {
      box.running.begin();
      List<String> said = box.running.box().front().description();
      assertEquals(1, said.size(), said::toString);
      assertTrue(said.getFirst().startsWith("There are no lights: "), said::toString);
      assertTrue(said.getFirst().contains(sentence), said::toString);
      try (LineClient imap = new LineClient(box.port("imap"))) {
        assertTrue(imap.line().startsWith("* OK"));
      }
    }
  }

  @Test
  void aNewPasswordIsAllowedAndRecorded() throws Exception {
    try (BoxAtWork running = box(RunSettings.Lights.SIMULATED)) {
      Box box = running.running.box();
      assertFalse(box.front().passwordWindow().isOpen());
      FrontOfBox.allowPassword(box);
      assertTrue(box.front().passwordWindow().isOpen());
      assertTrue(
          box.by(box.actor()).front().passwordWindow().isOpen(), "whoever has the box in hands");
      List<Audit.Entry> entries = box.store().audit().entries(0, 100);
      assertTrue(entries.getLast().text().contains(Act.Kind.SETTINGS_CHANGED.word()));
      assertEquals(
          List.of("button", "administrator's password may be set anew"),
          entries.getLast().names().stream().map(Audit.Name::text).sorted().toList().reversed());
    }
  }

  @Test
  void theButtonMakesABackupWhereATargetIsThere() throws Exception {
    try (BoxAtWork running = box(RunSettings.Lights.SIMULATED)) {
      Box box = running.running.box();
      running.running.begin();
      Panel panel = box.front().panel().orElseThrow();
      try (BackupLights lights = new BackupLights(box.front()::backup, box.backups()::isThere)) {
        ButtonBackup button = new ButtonBackup(box.backups(), lights);
        box.backups().show(lights);
        button.begin();
        awaitShown(panel, Light.ATTENTION, LightPattern.BACKUP_FAILED);
        Path folder = Files.createDirectory(elsewhere.resolve("disk"));
        box.backups().add("usb", new Place.Folder(folder), Map.of(), Watch.NOBODY);
        awaitEnd(box);
        button.begin();
        awaitShown(panel, Light.STATUS, LightPattern.BACKUP_DONE);
        awaitEnd(box);
        Files.move(folder, elsewhere.resolve("unplugged"));
        button.begin();
        awaitShown(panel, Light.ATTENTION, LightPattern.BACKUP_FAILED);
        awaitEnd(box);
        Run trace = box.backups().targets().getFirst().lastRun().orElseThrow();
        assertEquals(Run.End.ABSENT, trace.end(), "what the light says, the list says, too");
      }
      assertTrue(box.backups().targets().getFirst().lastGreen().isPresent());
    }
  }

  private static void awaitEnd(Box box) {
    while (box.backups().series().isUnderWay()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theButtonEndsTheProgram() throws Exception {
    try (BoxAtWork box = box(RunSettings.Lights.SIMULATED)) {
      assertEquals(0, box.running.exitCode());
      box.running.shutDown();
      box.running.awaitShutDown();
      assertEquals(Ending.POWER_OFF, box.running.exitCode());
    }
  }
}
