package portineria.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import portineria.board.BoardFile;
import portineria.board.Light;
import portineria.board.LightPattern;
import portineria.board.Panel;
import portineria.board.Press;
import portineria.board.SimulatedBoard;
import portineria.health.Urgency;
import portineria.store.Refusal;

/** The loop behind the lights and the button; its clock stands unless a test moves it. */
@Timeout(60)
class AttendantTest {
  private final AtomicLong now = new AtomicLong();
  private final SimulatedBoard board = new SimulatedBoard();
  private final Panel panel = new Panel(board, BoardFile.usual(), now::get, () -> LocalTime.NOON);
  private final Front front = Front.simulated(panel, board, now::get);
  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private final ButtonActs acts =
      new ButtonActs(
          () -> done.add("back up"),
          () -> done.add("cancel"),
          () -> done.add("shut down"),
          () -> done.add("allow password"));

  private Attendant attendant(Attendant.Senses senses) {
    return new Attendant(front, senses, acts, now::get);
  }

  /** A box that answers. */
  private static Attendant.Senses well(Urgency urgency) {
    return new Attendant.Senses() {
      @Override
      public void awaitAnswer() {}

      @Override
      public Urgency look() {
        return urgency;
      }
    };
  }

  private void awaitShown(Map<Light, LightPattern> wanted) {
    while (!panel.shown().equals(wanted)) {
      Thread.onSpinWait();
    }
  }

  private String next() throws InterruptedException {
    return String.valueOf(done.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void theLightsSayThatTheBoxLivesAndThatAPersonIsNeeded() {
    try (Attendant attendant = attendant(well(Urgency.TODAY))) {
      attendant.begin();
      awaitShown(
          Map.of(
              Light.STATUS, LightPattern.HEARTBEAT,
              Light.ATTENTION, LightPattern.LOOK_TODAY));
      front.backup(BackupStage.RUNNING);
      awaitShown(
          Map.of(
              Light.STATUS, LightPattern.BACKUP_RUNNING,
              Light.ATTENTION, LightPattern.LOOK_TODAY));
    }
    panel.close();
  }

  @Test
  void aStoreThatHangsStopsTheHeartAndNothingElse() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Attendant.Senses senses =
        new Attendant.Senses() {
          private boolean before;

          @Override
          public void awaitAnswer() {
            if (before) {
              asked.countDown();
              try {
                hangs.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }
            before = true;
          }

          @Override
          public Urgency look() {
            return Urgency.NONE;
          }
        };
    try (Attendant attendant = attendant(senses)) {
      attendant.begin();
      awaitShown(Map.of(Light.STATUS, LightPattern.HEARTBEAT));
      assertTrue(asked.await(30, TimeUnit.SECONDS));
      now.addAndGet(Signals.BEAT_LONGEST.toNanos() + 1);
      awaitShown(Map.of(Light.ATTENTION, LightPattern.LOOK_NOW));
      hangs.countDown();
      awaitShown(Map.of(Light.STATUS, LightPattern.HEARTBEAT));
    }
    panel.close();
  }

  @Test
  void aHealthThatCanNotBeSeenCallsForAPerson() {
    Attendant.Senses senses =
        new Attendant.Senses() {
          @Override
          public void awaitAnswer() {}

          @Override
          public Urgency look() throws IOException {
            throw new IOException("the disk does not answer");
          }
        };
    try (Attendant attendant = attendant(senses)) {
      attendant.begin();
      awaitShown(
          Map.of(Light.STATUS, LightPattern.HEARTBEAT, Light.ATTENTION, LightPattern.LOOK_NOW));
    }
    panel.close();
  }

  @Test
  void aStoreThatRefusesNeverBeats() {
    Attendant.Senses senses =
        new Attendant.Senses() {
          @Override
          public void awaitAnswer() throws Refusal {
            done.add("asked");
            throw new Refusal(Refusal.Reason.UNAVAILABLE, "the store has failed");
          }

          @Override
          public Urgency look() {
            return Urgency.NONE;
          }
        };
    try (Attendant attendant = attendant(senses)) {
      attendant.begin();
      while (done.size() < 2) {
        Thread.onSpinWait();
      }
      assertEquals(Map.of(), panel.shown());
    }
    panel.close();
  }

  @Test
  void eachPressHasItsAct() throws Exception {
    try (Attendant attendant = attendant(well(Urgency.NONE))) {
      attendant.pressed(Press.SHORT);
      assertEquals("back up", next());
      attendant.pressed(Press.TEN_SECONDS);
      assertEquals("allow password", next());
      attendant.pressed(Press.FIVE_SECONDS);
      assertEquals("shut down", next());
    }
  }

  @Test
  void aBackupThatRunsIsCancelledByThreeSeconds() throws Exception {
    try (Attendant attendant = attendant(well(Urgency.NONE))) {
      attendant.pressed(Press.THREE_SECONDS);
      front.backup(BackupStage.VERIFYING);
      attendant.pressed(Press.FIVE_SECONDS);
      assertEquals("shut down", next(), "nothing was there to cancel");
      attendant.pressed(Press.THREE_SECONDS);
      assertEquals("cancel", next());
    }
  }

  @Test
  void theEndIsSaidAndAfterTheButtonThePowerMayBeCut() throws Exception {
    Attendant attendant = attendant(well(Urgency.NONE));
    attendant.begin();
    awaitShown(Map.of(Light.STATUS, LightPattern.HEARTBEAT));
    attendant.pressed(Press.FIVE_SECONDS);
    assertEquals("shut down", next());
    attendant.close();
    assertEquals(LightPattern.SHUTTING_DOWN, panel.shown().get(Light.MAIL));
    panel.close();
    assertEquals(EnumSet.allOf(Light.class), board.lit());
  }

  @Test
  void aPressDuringTheEndComesTooLate() {
    Attendant attendant = attendant(well(Urgency.NONE));
    attendant.close();
    attendant.pressed(Press.SHORT);
    assertEquals(0, done.size());
  }

  @Test
  void aFrontIsDescribedInWords() {
    panel.say(EnumSet.of(LightPattern.HEARTBEAT, LightPattern.LOOK_NOW));
    assertEquals(
        List.of(
            "The lights are simulated: portineria board press presses the button.",
            "status     alive and serving",
            "mail       dark",
            "attention  look now: mail is being lost or can't be taken in",
            "button     not pressed"),
        front.description());
    front.passwordWindow().open();
    assertEquals(
        "The administrator's password may be set anew for 10 more minutes.",
        front.description().getLast());
    assertEquals(
        List.of("There are no lights: nobody has wired any"),
        Front.blank("nobody has wired any", now::get).description());
  }

  private static List<String> underTheFinger(int milliseconds, BackupStage backup) {
    return Front.underTheFinger(Duration.ofMillis(milliseconds), backup);
  }

  @Test
  void underTheFingerTheWordsSayWhatLettingGoNowWouldDo() {
    assertEquals(
        List.of(
            "status     out while the button is held",
            "mail       out while the button is held",
            "attention  out while the button is held",
            "button     held for 0.4 s: let go now, it makes a backup"),
        underTheFinger(400, BackupStage.NONE));
    assertEquals(
        List.of(
            "status     on: the mark of 3 s",
            "mail       out while the button is held",
            "attention  out while the button is held",
            "button     held for 3.2 s: let go now, it does nothing: no backup runs that could be"
                + " cancelled"),
        underTheFinger(3_200, BackupStage.DONE));
    assertEquals(
        "button     held for 4.9 s: let go now, it cancels the backup that runs",
        underTheFinger(4_999, BackupStage.RUNNING).getLast());
    assertEquals(
        List.of(
            "status     on: the mark of 3 s",
            "mail       on: the mark of 5 s",
            "attention  on: the mark of 10 s",
            "button     held for 10.0 s: let go now, it lets the administrator's password be set"
                + " anew for ten minutes"),
        underTheFinger(10_000, BackupStage.RUNNING));
  }
}
