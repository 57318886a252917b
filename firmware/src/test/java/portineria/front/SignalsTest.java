package portineria.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.board.LightPattern;
import portineria.health.Urgency;

class SignalsTest {
  private final Signals signals = new Signals();
  private long now = -5;

  private void says(LightPattern... patterns) {
    assertEquals(Set.of(patterns), signals.patterns(now));
  }

  @Test
  void aBoxThatStartsSaysNothing() {
    says();
    signals.looked(Urgency.NOW);
    says();
  }

  @Test
  void theHeartBeatsAsLongAsTheBoxAnswers() {
    signals.beat(now);
    says(LightPattern.HEARTBEAT);
    now += Signals.BEAT_LONGEST.toNanos();
    says(LightPattern.HEARTBEAT);
    now++;
    says(LightPattern.LOOK_NOW);
    signals.beat(now);
    says(LightPattern.HEARTBEAT);
  }

  @Test
  void aPersonIsCalledAsUrgentlyAsNeeded() {
    signals.beat(now);
    signals.looked(Urgency.TODAY);
    says(LightPattern.HEARTBEAT, LightPattern.LOOK_TODAY);
    signals.looked(Urgency.NOW);
    says(LightPattern.HEARTBEAT, LightPattern.LOOK_NOW);
    signals.looked(Urgency.NONE);
    says(LightPattern.HEARTBEAT);
  }

  @Test
  void aBackupIsShownInAllItsStages() {
    signals.beat(now);
    signals.backup(BackupStage.RUNNING);
    says(LightPattern.HEARTBEAT, LightPattern.BACKUP_RUNNING);
    signals.backup(BackupStage.VERIFYING);
    says(LightPattern.HEARTBEAT, LightPattern.BACKUP_VERIFYING);
    signals.backup(BackupStage.DONE);
    says(LightPattern.HEARTBEAT, LightPattern.BACKUP_DONE);
    signals.backup(BackupStage.FAILED);
    says(LightPattern.HEARTBEAT, LightPattern.BACKUP_FAILED);
    signals.backup(BackupStage.NONE);
    says(LightPattern.HEARTBEAT);
  }

  @Test
  void greenIsNotLeftOnByABoxThatDoesNotAnswer() {
    signals.beat(now);
    signals.backup(BackupStage.DONE);
    now += Signals.BEAT_LONGEST.toNanos() + 1;
    says(LightPattern.LOOK_NOW);
  }

  @Test
  void whoShutsDownSaysNothingElse() {
    signals.beat(now);
    signals.backup(BackupStage.RUNNING);
    signals.looked(Urgency.NOW);
    signals.ending();
    says(LightPattern.SHUTTING_DOWN);
  }

  @Test
  void thePasswordMayBeSetForTenMinutes() {
    PasswordWindow window = new PasswordWindow(() -> now);
    assertFalse(window.isOpen());
    window.open();
    assertEquals(Duration.ofMinutes(10), window.left());
    now += Duration.ofMinutes(10).toNanos() - 1;
    assertTrue(window.isOpen());
    now++;
    assertFalse(window.isOpen());
    window.open();
    assertTrue(window.isOpen());
    window.shut();
    assertFalse(window.isOpen());
  }
}
