package portineria.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LightPlayerTest {
  private static final LocalTime NOON = LocalTime.NOON;
  private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;

  /** Clocks that count nanoseconds begin anywhere, and may pass their end. */
  private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

  private LightPlayer player = new LightPlayer(BoardFile.usual());
  private long now = START;

  private void say(LightPattern... patterns) {
    player.say(Set.of(patterns), now);
  }

  private void pass(long milliseconds) {
    now += Duration.ofMillis(milliseconds).toNanos();
  }

  private LightPlayer.Frame frame() {
    return player.frame(now, NOON, Optional.empty());
  }

  /**
   * What a light does for so long: {@code "lit 100, dark 150, …"}, following the player's waits.
   */
  private String watch(Light light, long milliseconds) {
    List<String> seen = new ArrayList<>();
    long end = now + Duration.ofMillis(milliseconds).toNanos();
    long since = now;
    boolean lit = frame().lit().contains(light);
    while (end - now > 0) {
      long wait = Math.min(frame().nanos(), end - now);
      now += wait;
      if (frame().lit().contains(light) != lit || now == end) {
        seen.add((lit ? "lit " : "dark ") + Duration.ofNanos(now - since).toMillis());
        lit = !lit;
        since = now;
      }
    }
    return String.join(", ", seen);
  }

  @Test
  void theHeartBeats() {
    say(LightPattern.HEARTBEAT);
    String beat = "lit 100, dark 150, lit 100, dark 1150";
    assertEquals(beat + ", " + beat, watch(Light.STATUS, 3000));
    assertEquals(Map.of(Light.STATUS, LightPattern.HEARTBEAT), player.shown(now));
  }

  @Test
  void sayingTheSameAgainDoesNotDisturbTheRhythm() {
    say(LightPattern.LOOK_TODAY);
    pass(700);
    say(LightPattern.LOOK_TODAY, LightPattern.HEARTBEAT);
    assertEquals("lit 300, dark 1000", watch(Light.ATTENTION, 1300));
  }

  @Test
  void whatIsNotTrueAnyMoreGoesOut() {
    say(LightPattern.HEARTBEAT, LightPattern.LOOK_NOW);
    assertEquals(Set.of(Light.STATUS, Light.ATTENTION), frame().lit());
    say(LightPattern.HEARTBEAT);
    assertEquals(Set.of(Light.STATUS), frame().lit());
    say();
    assertEquals(Set.of(), frame().lit());
  }

  @Test
  void whatMattersMoreHasTheLight() {
    say(LightPattern.LOOK_TODAY, LightPattern.LOOK_NOW, LightPattern.HEARTBEAT);
    assertEquals(LightPattern.LOOK_NOW, player.shown(now).get(Light.ATTENTION));
    say(LightPattern.HEARTBEAT, LightPattern.BACKUP_RUNNING, LightPattern.LOOK_TODAY);
    assertEquals(LightPattern.BACKUP_RUNNING, player.shown(now).get(Light.STATUS));
    say(LightPattern.HEARTBEAT, LightPattern.SHUTTING_DOWN, LightPattern.LOOK_NOW);
    for (Light light : Light.values()) {
      assertEquals(LightPattern.SHUTTING_DOWN, player.shown(now).get(light));
    }
  }

  @Test
  void aMessageIsOneFlashAndManyAreTwo() {
    say(LightPattern.HEARTBEAT);
    player.flash(now);
    assertEquals("lit 250, dark 1750", watch(Light.MAIL, 2000));
    for (int message = 0; message < 100; message++) {
      player.flash(now);
    }
    assertEquals("lit 250, dark 250, lit 250, dark 1250", watch(Light.MAIL, 2000));
  }

  @Test
  void whoStopsSayingWhatIsTrueIsCalledFor() {
    say(LightPattern.HEARTBEAT, LightPattern.LOOK_TODAY);
    now += LightPlayer.SILENCE_LONGEST.toNanos();
    assertEquals(LightPattern.HEARTBEAT, player.shown(now).get(Light.STATUS));
    now++;
    assertEquals(Map.of(Light.ATTENTION, LightPattern.LOOK_NOW), player.shown(now));
    say(LightPattern.HEARTBEAT);
    assertEquals(Map.of(Light.STATUS, LightPattern.HEARTBEAT), player.shown(now));
  }

  @Test
  void nothingIsShownBeforeAnythingWasSaid() {
    pass(100_000);
    assertEquals(Map.of(), player.shown(now));
  }

  @Test
  void theLightsCountWithTheFingerOnTheButton() {
    say(LightPattern.LOOK_NOW, LightPattern.HEARTBEAT);
    List<Set<Light>> marks = new ArrayList<>();
    for (Press press : Press.values()) {
      marks.add(player.frame(now, NOON, Optional.of(press)).lit());
    }
    assertEquals(
        List.of(
            Set.of(),
            Set.of(Light.STATUS),
            Set.of(Light.STATUS, Light.MAIL),
            EnumSet.allOf(Light.class)),
        marks);
  }

  private void night(String lights) throws NoBoard {
    player = new LightPlayer(BoardFile.of(List.of("night = 22:00-06:00 " + lights), "test"));
  }

  @Test
  void lightsAreOffAtNight() throws NoBoard {
    night("off");
    say(LightPattern.LOOK_NOW);
    assertEquals(Set.of(), player.frame(now, MIDNIGHT, Optional.empty()).lit());
    assertEquals(Set.of(Light.ATTENTION), player.frame(now, NOON, Optional.empty()).lit());
  }

  @Test
  void theNightIsDim() throws NoBoard {
    night("dim");
    say(LightPattern.LOOK_TODAY);
    long lit = 0;
    long end = now + Duration.ofSeconds(1).toNanos();
    while (end - now > 0) {
      LightPlayer.Frame frame = player.frame(now, MIDNIGHT, Optional.empty());
      long wait = Math.min(frame.nanos(), end - now);
      assertTrue(wait <= Duration.ofMillis(10).toNanos(), "no flicker: " + wait);
      lit += frame.lit().contains(Light.ATTENTION) ? wait : 0;
      now += wait;
    }
    assertEquals(100.0, lit / 1e6, 1.0);
    LightPlayer.Frame dark = player.frame(now, MIDNIGHT, Optional.empty());
    assertEquals(Set.of(), dark.lit());
    assertEquals(1000, Duration.ofNanos(dark.nanos()).toMillis(), "sleeps while nothing is lit");
  }

  @Test
  void whoPressesTheButtonAtNightSeesTheLightsForAWhile() throws NoBoard {
    night("off");
    say(LightPattern.BACKUP_RUNNING);
    Optional<Press> pressed = Optional.of(Press.THREE_SECONDS);
    assertEquals(Set.of(Light.STATUS), player.frame(now, MIDNIGHT, pressed).lit());
    pass(1000);
    say(LightPattern.BACKUP_RUNNING);
    assertEquals(Set.of(Light.STATUS), player.frame(now, MIDNIGHT, Optional.empty()).lit());
    now += LightPlayer.AWAKE.toNanos();
    say(LightPattern.BACKUP_RUNNING);
    assertEquals(Set.of(), player.frame(now, MIDNIGHT, Optional.empty()).lit());
  }

  @Test
  void aNightMayEndBeforeItBegins() {
    Night over = new Night(LocalTime.of(22, 0), LocalTime.of(6, 0), Night.Lights.OFF);
    assertTrue(over.holds(LocalTime.of(22, 0)) && over.holds(LocalTime.of(5, 59)));
    assertTrue(!over.holds(LocalTime.of(6, 0)) && !over.holds(LocalTime.of(21, 59)));
    Night within = new Night(LocalTime.of(1, 0), LocalTime.of(5, 0), Night.Lights.OFF);
    assertTrue(within.holds(LocalTime.of(1, 0)) && within.holds(LocalTime.of(4, 59)));
    assertTrue(!within.holds(LocalTime.of(5, 0)) && !within.holds(LocalTime.of(0, 59)));
  }

  @Test
  void eachPatternHasOneMeaningAndIsLikeNoOtherOfItsLight() {
    Set<String> meanings = new TreeSet<>();
    for (LightPattern pattern : LightPattern.values()) {
      assertTrue(meanings.add(pattern.english()) && meanings.add(pattern.italian()), "twice");
      for (LightPattern other : LightPattern.values()) {
        if (other != pattern && other.lights().equals(pattern.lights())) {
          assertNotEquals(pattern.usual(), other.usual(), pattern + " and " + other);
        }
      }
    }
  }

  @Test
  void onlySafeToUnplugIsSteady() {
    for (LightPattern pattern : LightPattern.values()) {
      assertEquals(
          pattern == LightPattern.SAFE_TO_UNPLUG,
          pattern.usual().equals(Rhythm.STEADY),
          pattern.name());
    }
  }

  /** Or the page could not say which is which. */
  @Test
  void noTwoPatternsOfTheSameLightsAreDescribedAlike() {
    Set<String> english = new HashSet<>();
    Set<String> italian = new HashSet<>();
    for (LightPattern pattern : LightPattern.values()) {
      assertTrue(english.add(pattern.lights() + pattern.usual().english()), pattern.name());
      assertTrue(italian.add(pattern.lights() + pattern.usual().italian()), pattern.name());
    }
  }

  @Test
  void theReadmeSaysWhatEachPatternMeans() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (LightPattern pattern : LightPattern.values()) {
      String row =
          readme
              .lines()
              .filter(line -> line.startsWith("| `" + word(pattern) + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no row for " + pattern));
      assertTrue(row.contains(" | " + pattern.english() + " | " + pattern.italian() + " |"), row);
    }
  }

  private static String word(LightPattern pattern) {
    return pattern.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
