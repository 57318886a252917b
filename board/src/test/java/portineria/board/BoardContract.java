package portineria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every board must do. */
@Timeout(20)
abstract class BoardContract {
  /** What is at the wires: eyes on the lights, a finger on the button. */
  interface Wires {
    Board board();

    Set<Light> lit();

    void contact(boolean closed);
  }

  private Wires wires;

  /** A board that was just opened, with nobody at the button. */
  abstract Wires wires();

  @BeforeEach
  void open() {
    wires = wires();
  }

  @AfterEach
  void close() {
    wires.board().close();
  }

  @Test
  void allLightsAreOutAtFirst() {
    assertEquals(Set.of(), wires.lit());
  }

  @Test
  void eachLightGoesOnAndOutByItself() {
    for (Light light : Light.values()) {
      wires.board().light(light, true);
      assertEquals(Set.of(light), wires.lit());
      wires.board().light(light, true);
      assertEquals(Set.of(light), wires.lit(), "said twice");
      wires.board().light(light, false);
      assertEquals(Set.of(), wires.lit());
    }
    for (Light light : Light.values()) {
      wires.board().light(light, true);
    }
    assertEquals(EnumSet.allOf(Light.class), wires.lit());
  }

  @Test
  void theContactIsReadAsItIs() {
    assertFalse(wires.board().isPressed());
    wires.contact(true);
    assertTrue(wires.board().isPressed());
    wires.contact(false);
    assertFalse(wires.board().isPressed());
  }

  @Test
  void eachChangeOfTheContactIsToldSoon() throws InterruptedException {
    Semaphore knocks = new Semaphore(0);
    wires.board().onContact(knocks::release);
    for (boolean closed : new boolean[] {true, false, true, false}) {
      wires.contact(closed);
      assertTrue(knocks.tryAcquire(10, TimeUnit.SECONDS), "closed: " + closed);
      assertEquals(closed, wires.board().isPressed());
    }
  }

  @Test
  void lightsThatAreOnAreLeftOn() {
    wires.board().light(Light.STATUS, true);
    wires.board().close();
    assertEquals(Set.of(Light.STATUS), wires.lit());
  }
}
