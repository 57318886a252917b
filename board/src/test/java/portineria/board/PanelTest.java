package portineria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PanelTest {
  private final SimulatedBoard board = new SimulatedBoard();
  private long now;

  /** On a clock that a test moves; nobody draws by itself. */
  private Panel panel(Board on) {
    return new Panel(on, BoardFile.usual(), () -> now, () -> LocalTime.NOON);
  }

  /** Lets time pass as the panel's thread would: from change to change. */
  private void pass(Panel panel, Duration time) {
    long end = now + time.toNanos();
    for (long wait = panel.draw(); now + wait < end; wait = panel.draw()) {
      now += wait;
    }
    now = end;
    panel.draw();
  }

  @Test
  void whatIsSaidIsSeenOnTheBoard() {
    Panel panel = panel(board);
    panel.say(Set.of(LightPattern.HEARTBEAT, LightPattern.LOOK_TODAY));
    panel.flash();
    panel.draw();
    assertEquals(EnumSet.allOf(Light.class), board.lit());
    assertEquals(
        Map.of(
            Light.STATUS, LightPattern.HEARTBEAT,
            Light.MAIL, LightPattern.MAIL_ARRIVED,
            Light.ATTENTION, LightPattern.LOOK_TODAY),
        panel.shown());
    pass(panel, Duration.ofMillis(120));
    assertEquals(Set.of(Light.MAIL, Light.ATTENTION), board.lit());
    pass(panel, Duration.ofSeconds(1));
    assertEquals(Set.of(), board.lit());
  }

  @Test
  void aLightIsSetWhenItChangesAndNotWithEachLook() {
    List<String> sets = new ArrayList<>();
    Panel panel =
        panel(
            new Board() {
              @Override
              public void light(Light light, boolean lit) {
                sets.add(light + (lit ? " on" : " out"));
              }

              @Override
              public boolean isPressed() {
                return false;
              }

              @Override
              public void onContact(Runnable knock) {}

              @Override
              public void close() {}
            });
    panel.say(Set.of(LightPattern.LOOK_TODAY));
    for (int look = 0; look < 10; look++) {
      panel.draw();
    }
    assertEquals(List.of("STATUS out", "MAIL out", "ATTENTION on"), sets);
  }

  @Test
  void fiveSecondsAreMarkedAndToldWhenTheButtonIsLetGo() throws Exception {
    BlockingQueue<Press> heard = new LinkedBlockingQueue<>();
    Panel panel = panel(board);
    panel.say(Set.of(LightPattern.LOOK_NOW));
    try (panel) {
      pass(panel, Duration.ofSeconds(1));
      board.press();
      pass(panel, Duration.ofMillis(2990));
      assertEquals(Set.of(), board.lit(), "the finger has put all lights out");
      pass(panel, Duration.ofMillis(10));
      assertEquals(Set.of(Light.STATUS), board.lit());
      pass(panel, Duration.ofSeconds(2));
      assertEquals(Set.of(Light.STATUS, Light.MAIL), board.lit());
      assertEquals(Optional.of(Press.FIVE_SECONDS), panel.heldFor().map(Press::after));
      panel.begin(heard::add);
      board.release();
      // The panel's own thread draws now, on a clock that stands: it needs the debounce time.
      pass(panel, Duration.ofMillis(31));
      assertEquals(Press.FIVE_SECONDS, heard.poll(10, TimeUnit.SECONDS));
    }
    assertEquals(0, heard.size());
  }

  @Test
  void itsThreadSeesAPressByItself() throws Exception {
    BlockingQueue<Press> heard = new LinkedBlockingQueue<>();
    Panel panel =
        new Panel(board, BoardFile.usual(), () -> System.nanoTime() + now, () -> LocalTime.NOON);
    panel.draw();
    now = Duration.ofSeconds(1).toNanos();
    panel.draw(); // at rest for a second: what is closed from the beginning would be ignored
    try (panel) {
      panel.begin(heard::add);
      board.press();
      while (panel.heldFor().isEmpty()) {
        Thread.onSpinWait();
      }
      board.release();
      assertEquals(Press.SHORT, heard.poll(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void theLightsGoOutWithThePanel() {
    Panel panel = panel(board);
    panel.say(Set.of(LightPattern.LOOK_NOW));
    panel.draw();
    panel.close();
    assertEquals(Set.of(), board.lit());
  }

  @Test
  void theyAreLeftAsTheyWereToldToBe() {
    Panel panel = panel(board);
    panel.say(Set.of(LightPattern.SHUTTING_DOWN));
    panel.leave(LightPattern.SAFE_TO_UNPLUG);
    panel.draw();
    panel.close();
    assertEquals(EnumSet.allOf(Light.class), board.lit());
  }

  /** A board whose wires have come off. */
  private static final class Broken implements Board {
    final Semaphore closed = new Semaphore(0);

    @Override
    public void light(Light light, boolean lit) {
      throw new BoardFailed("no wire", new IllegalStateException());
    }

    @Override
    public boolean isPressed() {
      return false;
    }

    @Override
    public void onContact(Runnable knock) {}

    @Override
    public void close() {
      closed.release();
    }
  }

  @Test
  void aBoardThatFailsIsGivenUpAndNothingElse() {
    Broken broken = new Broken();
    Panel panel = panel(broken);
    panel.begin(press -> {});
    while (!panel.hasFailed()) {
      Thread.onSpinWait();
    }
    panel.say(Set.of(LightPattern.HEARTBEAT));
    panel.flash();
    panel.close();
    assertTrue(broken.closed.tryAcquire(), "its wires are let go all the same");
  }
}
