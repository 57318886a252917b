package portineria.board;

import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which lights are on at a moment, and until when that holds: the patterns that are true, the marks
 * while the button is held, the night. All times are nanoseconds of a clock that only goes forward.
 * Used by one thread.
 */
final class LightPlayer {
  /** After so long without a word the one who knows what is true has stopped, and that is shown. */
  static final Duration SILENCE_LONGEST = Duration.ofSeconds(15);

  /** Who presses the button wants to see something, in the middle of the night, too. */
  static final Duration AWAKE = Duration.ofMinutes(10);

  /** Faster than the eye sees, so that a light that is on for a tenth of it looks dim. */
  private static final long DIM_ROUND = Duration.ofMillis(10).toNanos();

  private static final long DIM_LIT = DIM_ROUND / 10;

  private final BoardFile file;

  /** What is true, and since when. */
  private final Map<LightPattern, Long> said = new EnumMap<>(LightPattern.class);

  private long lastWord;
  private long awakeUntil;
  private boolean asleep = true;
  private boolean spoken;

  /** When the last flash began, and whether one more is wanted. */
  private Optional<Long> flash = Optional.empty();

  private boolean another;

  LightPlayer(BoardFile file) {
    this.file = file;
  }

  /** From now on these are true, and no others. */
  void say(Set<LightPattern> patterns, long now) {
    spoken = true;
    lastWord = now;
    said.keySet().retainAll(patterns);
    patterns.forEach(pattern -> said.putIfAbsent(pattern, now));
  }

  /** A message has arrived. Many at once are two flashes. */
  void flash(long now) {
    if (isFlashing(now)) {
      another = true;
    } else {
      flash = Optional.of(now);
    }
  }

  /** Somebody is at the button. */
  void wake(long now) {
    asleep = false;
    awakeUntil = now + AWAKE.toNanos();
  }

  /** Which pattern each light shows; a light without one is dark. */
  Map<Light, LightPattern> shown(long now) {
    Map<Light, LightPattern> shown = new EnumMap<>(Light.class);
    for (LightPattern pattern : trueAt(now).keySet()) {
      pattern.lights().forEach(light -> shown.putIfAbsent(light, pattern));
    }
    return shown;
  }

  private Map<LightPattern, Long> trueAt(long now) {
    Map<LightPattern, Long> patterns = new EnumMap<>(LightPattern.class);
    if (spoken && now - lastWord > SILENCE_LONGEST.toNanos()) {
      patterns.put(LightPattern.LOOK_NOW, lastWord);
      return patterns;
    }
    patterns.putAll(said);
    if (isFlashing(now)) {
      flash.ifPresent(begun -> patterns.put(LightPattern.MAIL_ARRIVED, begun));
    }
    return patterns;
  }

  /** Begins the second flash where one is wanted. */
  private boolean isFlashing(long now) {
    long round = file.rhythm(LightPattern.MAIL_ARRIVED).round();
    if (flash.isPresent() && now - flash.get() >= round) {
      flash = another ? Optional.of(now) : Optional.empty();
      another = false;
    }
    return flash.isPresent();
  }

  /**
   * What is to be seen.
   *
   * @param held as far as the button has come, where it is held
   * @param wall the time of day
   */
  Frame frame(long now, LocalTime wall, Optional<Press> held) {
    if (held.isPresent()) {
      wake(now);
      return new Frame(marks(held.get()), Long.MAX_VALUE);
    }
    Optional<Night.Lights> night = night(now, wall);
    if (night.equals(Optional.of(Night.Lights.OFF))) {
      return new Frame(EnumSet.noneOf(Light.class), Long.MAX_VALUE);
    }
    Frame frame = patterns(now);
    return night.isPresent() && !frame.lit().isEmpty() ? dimmed(frame, now) : frame;
  }

  /** How it is at night, while nobody is awake. */
  Optional<Night.Lights> night(long now, LocalTime wall) {
    if (!asleep && now - awakeUntil >= 0) {
      asleep = true;
    }
    return asleep
        ? file.night().filter(night -> night.holds(wall)).map(Night::lights)
        : Optional.empty();
  }

  private static Set<Light> marks(Press press) {
    Set<Light> marks = EnumSet.noneOf(Light.class);
    marks.addAll(List.of(Light.values()).subList(0, press.marks()));
    return marks;
  }

  private Frame patterns(long now) {
    Map<LightPattern, Long> patterns = trueAt(now);
    Set<Light> lit = EnumSet.noneOf(Light.class);
    long wait = Long.MAX_VALUE;
    for (Map.Entry<Light, LightPattern> one : shown(now).entrySet()) {
      Rhythm rhythm = file.rhythm(one.getValue());
      long age = now - patterns.getOrDefault(one.getValue(), now);
      if (rhythm.isLit(age)) {
        lit.add(one.getKey());
      }
      wait = Math.min(wait, rhythm.untilChange(age));
    }
    return new Frame(lit, wait);
  }

  private static Frame dimmed(Frame frame, long now) {
    long at = Math.floorMod(now, DIM_ROUND);
    return at < DIM_LIT
        ? new Frame(frame.lit(), Math.min(frame.nanos(), DIM_LIT - at))
        : new Frame(EnumSet.noneOf(Light.class), Math.min(frame.nanos(), DIM_ROUND - at));
  }

  /**
   * What is to be seen.
   *
   * @param nanos for how long nothing changes by itself
   */
  record Frame(Set<Light> lit, long nanos) {}
}
