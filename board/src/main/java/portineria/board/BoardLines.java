package portineria.board;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A board file while it is read. Used by one thread, for one file. */
final class BoardLines {
  /** What the header of a Raspberry Pi has, less the two pins by which it knows its add-ons. */
  private static final int GPIO_MIN = 2;

  private static final int GPIO_MAX = 27;
  private static final int DEBOUNCE_MAX = 200;

  private final String name;
  private final Map<String, Setter> setters = setters();

  /** In which line a key was said. */
  private final Map<String, Integer> said = new LinkedHashMap<>();

  private final Map<Light, Integer> lights = new EnumMap<>(BoardFile.usual().lights());
  private final Map<LightPattern, Rhythm> rhythms = new EnumMap<>(LightPattern.class);
  private Optional<String> chip = Optional.empty();
  private BoardFile.Level lightActive = BoardFile.usual().lightActive();
  private int button = BoardFile.usual().button();
  private BoardFile.Level buttonActive = BoardFile.usual().buttonActive();
  private Duration debounce = BoardFile.usual().debounce();
  private Optional<Night> night = Optional.empty();

  BoardLines(String name) {
    this.name = name;
  }

  /** Takes what a value says, or throws what is wrong with it. */
  private interface Setter {
    void set(String value);
  }

  private Map<String, Setter> setters() {
    Map<String, Setter> keys = new TreeMap<>();
    keys.put("chip", value -> chip = Optional.of(chip(value)));
    keys.put("lights.active", value -> lightActive = level(value));
    keys.put("button", value -> button = gpio(value));
    keys.put("button.active", value -> buttonActive = level(value));
    keys.put(
        "button.debounce", value -> debounce = Duration.ofMillis(number(value, 1, DEBOUNCE_MAX)));
    keys.put("night", value -> night = Optional.of(night(value)));
    for (Light light : Light.values()) {
      keys.put("light." + word(light), value -> lights.put(light, gpio(value)));
    }
    for (LightPattern pattern : LightPattern.values()) {
      keys.put("pattern." + word(pattern), value -> rhythms.put(pattern, rhythm(value)));
    }
    return keys;
  }

  /** As the file writes it: {@code look-now}. */
  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  void line(int number, String text) throws NoBoard {
    String content = text.replaceFirst("#.*", "").strip();
    if (content.isEmpty()) {
      return;
    }
    String where = name + ", line " + number + ": ";
    int equals = content.indexOf('=');
    if (equals < 0) {
      throw new NoBoard(where + "'" + content + "' is not of the form key = value");
    }
    String key = content.substring(0, equals).strip();
    Setter setter = setters.get(key);
    if (setter == null) {
      throw new NoBoard(
          where + "there is no '" + key + "'; there is: " + String.join(", ", setters.keySet()));
    }
    Integer before = said.put(key, number);
    if (before != null) {
      throw new NoBoard(where + "'" + key + "' was said in line " + before + " already");
    }
    try {
      setter.set(content.substring(equals + 1).strip());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new NoBoard(where + e.getMessage(), e);
    }
  }

  BoardFile file() throws NoBoard {
    Map<Integer, String> taken = new TreeMap<>();
    taken.put(button, "button");
    for (Map.Entry<Light, Integer> one : lights.entrySet()) {
      String key = "light." + word(one.getKey());
      String other = taken.put(one.getValue(), key);
      if (other != null) {
        throw new NoBoard(name + ": " + other + " and " + key + " can't share " + one.getValue());
      }
    }
    return new BoardFile(chip, lights, lightActive, button, buttonActive, debounce, rhythms, night);
  }

  private static String chip(String value) {
    if (!value.matches("gpiochip[0-9]{1,3}")) {
      throw new IllegalArgumentException("'" + value + "' is no chip: gpiochip0, for instance");
    }
    return value;
  }

  private static int gpio(String value) {
    try {
      return number(value, GPIO_MIN, GPIO_MAX);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is no GPIO: "
              + GPIO_MIN
              + " to "
              + GPIO_MAX
              + ", as the chip counts them, not the header's pins",
          e);
    }
  }

  private static int number(String value, int least, int most) {
    if (value.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "'" + value + "' is no number from " + least + " to " + most);
  }

  private static BoardFile.Level level(String value) {
    return switch (value) {
      case "low" -> BoardFile.Level.LOW;
      case "high" -> BoardFile.Level.HIGH;
      default -> throw new IllegalArgumentException("'" + value + "' is no level: low or high");
    };
  }

  private static Rhythm rhythm(String value) {
    List<Duration> steps = new ArrayList<>();
    for (String step : value.split("\\s+")) {
      steps.add(Duration.ofMillis(number(step, 0, (int) Rhythm.LONGEST.toMillis())));
    }
    if (steps.size() < 2) {
      throw new IllegalArgumentException(
          "a pattern needs at least one time lit and one dark: a steady light says nothing");
    }
    return new Rhythm(steps);
  }

  private static Night night(String value) {
    String[] parts = value.split("\\s+");
    String[] hours = parts[0].split("-", -1);
    if (parts.length != 2 || hours.length != 2) {
      throw new IllegalArgumentException(
          "'" + value + "' is no night: 22:00-06:30 dim, for instance, or off instead of dim");
    }
    return new Night(
        LocalTime.parse(hours[0]),
        LocalTime.parse(hours[1]),
        switch (parts[1]) {
          case "dim" -> Night.Lights.DIM;
          case "off" -> Night.Lights.OFF;
          default ->
              throw new IllegalArgumentException("lights at night are dim or off, not " + parts[1]);
        });
  }
}
