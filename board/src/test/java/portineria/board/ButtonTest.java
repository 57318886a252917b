package portineria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The button against traces of contacts: at which microsecond the level changed. Time is the
 * trace's; the button is looked at with each change, and when it asked for it.
 */
class ButtonTest {
  private static final Duration DEBOUNCE = Duration.ofMillis(30);
  private static final long MICROS = 1000;
  private static final long SECONDS_MICROS = 1_000_000;

  /** A tactile switch: a handful of short bounces at both ends. */
  private static final long[] TACTILE_DOWN = {0, 38, 61, 240, 255, 1180, 1235};

  private static final long[] TACTILE_UP = {0, 12, 95, 410, 433};

  /** An old, large push button: for many milliseconds, some of them long. */
  private static final long[] LARGE_DOWN = {
    0, 900, 1400, 3900, 4100, 8800, 9600, 15200, 15900, 21000, 22500
  };

  private static final long[] LARGE_UP = {0, 2500, 2900, 7700, 8100, 16800, 17100};

  private final List<Press> heard = new ArrayList<>();
  private Button button = new Button(DEBOUNCE);
  private boolean closed;
  private long now;

  private void look() {
    button.look(closed, now).ifPresent(heard::add);
  }

  /** Lets time pass; the button is looked at when it asked for it. */
  private void until(long then) {
    while (button.untilLook(now) <= then - now) {
      now += button.untilLook(now);
      look();
    }
    now = then;
  }

  /** Plays changes of the contact, each at so many microseconds after {@code from}. */
  private void play(long from, long... trace) {
    for (long at : trace) {
      until((from + at) * MICROS);
      closed = !closed;
      look();
    }
  }

  private void rested() {
    look();
    until(SECONDS_MICROS * MICROS);
  }

  private List<Press> afterHolding(long micros, long[] down, long[] up) {
    heard.clear();
    button = new Button(DEBOUNCE);
    closed = false;
    now = 0;
    rested();
    play(SECONDS_MICROS, down);
    play(SECONDS_MICROS + micros, up);
    until((SECONDS_MICROS * 60) * MICROS);
    return List.copyOf(heard);
  }

  @Test
  void bouncesAreOnePress() {
    assertEquals(List.of(Press.SHORT), afterHolding(200_000, TACTILE_DOWN, TACTILE_UP));
    assertEquals(List.of(Press.SHORT), afterHolding(200_000, LARGE_DOWN, LARGE_UP));
  }

  @Test
  void itActsWhenItIsLetGo() {
    rested();
    play(SECONDS_MICROS, TACTILE_DOWN);
    until(7 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(), heard);
    assertEquals(Optional.of(Press.FIVE_SECONDS), button.held(now));
    play(7 * SECONDS_MICROS, TACTILE_UP);
    until(8 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(Press.FIVE_SECONDS), heard);
    assertEquals(Optional.empty(), button.held(now));
  }

  @Test
  void threeFiveAndTenSecondsAreReachedNotSooner() {
    for (Press press : List.of(Press.THREE_SECONDS, Press.FIVE_SECONDS, Press.TEN_SECONDS)) {
      Press before = Press.values()[press.ordinal() - 1];
      long least = press.least().toMillis() * 1000;
      long[] once = {0};
      assertEquals(List.of(press), afterHolding(least, once, once));
      assertEquals(List.of(before), afterHolding(least - 1, once, once));
    }
  }

  @Test
  void itAsksToBeLookedAtWhenAMarkIsReached() {
    rested();
    play(SECONDS_MICROS, 0);
    List<Duration> asked = new ArrayList<>();
    for (int look = 0; look < 5; look++) {
      now += button.untilLook(now);
      look();
      asked.add(Duration.ofNanos(now - SECONDS_MICROS * MICROS));
    }
    assertEquals(
        List.of(
            DEBOUNCE,
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Button.STUCK.plusNanos(1)),
        asked);
  }

  @Test
  void aDisturbanceOnTheWireIsNoPress() {
    rested();
    play(SECONDS_MICROS, 0, 900, 5_000, 5_020, 9_000, 38_000);
    until(5 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(), heard);
  }

  @Test
  void aMomentOfBadContactDoesNotEndAPress() {
    rested();
    play(SECONDS_MICROS, 0);
    play(5 * SECONDS_MICROS, 0, 20_000);
    play(12 * SECONDS_MICROS, 0);
    until(13 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(Press.TEN_SECONDS), heard);
  }

  @Test
  void whatIsClosedFromTheBeginningIsIgnoredUntilItOpens() {
    closed = true;
    look();
    play(6 * SECONDS_MICROS, 0);
    until(7 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(), heard);
    play(8 * SECONDS_MICROS, 0, 100_000);
    until(9 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(Press.SHORT), heard);
  }

  @Test
  void aButtonThatIsStuckDoesNothing() {
    rested();
    play(SECONDS_MICROS, 0);
    until(40 * SECONDS_MICROS * MICROS);
    assertEquals(Optional.empty(), button.held(now));
    play(41 * SECONDS_MICROS, 0);
    until(42 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(), heard);
    play(43 * SECONDS_MICROS, 0, 100_000);
    until(44 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(Press.SHORT), heard);
  }

  @Test
  void aButtonWiredTheWrongWayRoundShutsNothingDown() {
    closed = true; // at rest
    look();
    play(5 * SECONDS_MICROS, 0, 300_000); // a person presses and lets go
    until(100 * SECONDS_MICROS * MICROS);
    play(100 * SECONDS_MICROS, 0, 300_000);
    until(200 * SECONDS_MICROS * MICROS);
    assertEquals(List.of(), heard);
  }

  @Test
  void anyBouncesShorterThanTheDebounceAreOnePress() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      long held = 200_000 + random.nextLong(12_000_000);
      List<Press> pressed = afterHolding(held, bounces(random), bounces(random));
      assertEquals(1, pressed.size(), "seed " + seed + ": " + pressed);
    }
  }

  /** An odd number of changes, none of which holds for as long as the debounce. */
  private static long[] bounces(Random random) {
    long[] trace = new long[1 + 2 * random.nextInt(6)];
    for (int i = 1; i < trace.length; i++) {
      trace[i] = trace[i - 1] + 1 + random.nextLong(DEBOUNCE.toMillis() * 1000 / 2);
    }
    return trace;
  }
}
