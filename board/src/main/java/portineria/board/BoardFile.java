package portineria.board;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the board is wired and how its lights move, as a small file says it: lines of {@code key =
 * value}, {@code #} begins a comment. What it does not say is as in {@link #usual}; the module's
 * README.md has the drawing, and each key.
 *
 * @param chip the kernel's name of the pins' chip, as {@code gpiochip0}; the Raspberry Pi's own
 *     where it is not said
 * @param lights the GPIO of each light
 * @param lightActive the level at which a light shines
 * @param button the GPIO of the button
 * @param buttonActive the level while the button is pressed; it is pulled to the other one
 * @param debounce for how long a contact must not change to be believed
 * @param rhythms those that are not usual
 */
public record BoardFile(
    Optional<String> chip,
    Map<Light, Integer> lights,
    Level lightActive,
    int button,
    Level buttonActive,
    Duration debounce,
    Map<LightPattern, Rhythm> rhythms,
    Optional<Night> night) {

  /** A pin's voltage. */
  public enum Level {
    LOW,
    HIGH
  }

  /** Octets of a file. */
  private static final int SIZE_MAX = 64 * 1024;

  public BoardFile {
    if (lights.size() < Light.values().length) {
      throw new IllegalArgumentException("a light has no pin");
    }
    lights = Map.copyOf(lights);
    rhythms = Map.copyOf(rhythms);
  }

  /**
   * The default wiring: lights in a row at the header's pins 9 (ground), 11, 13, 15, the button at
   * 14 (ground) and 16.
   */
  public static BoardFile usual() {
    Map<Light, Integer> lights = new EnumMap<>(Light.class);
    lights.put(Light.STATUS, 17);
    lights.put(Light.MAIL, 27);
    lights.put(Light.ATTENTION, 22);
    return new BoardFile(
        Optional.empty(),
        lights,
        Level.HIGH,
        23,
        Level.LOW,
        Duration.ofMillis(30),
        Map.of(),
        Optional.empty());
  }

  /** What {@code file} says; the usual where there is none. */
  public static BoardFile read(Path file) throws NoBoard {
    try {
      if (Files.size(file) > SIZE_MAX) {
        throw new NoBoard(file + " is too long for a board file");
      }
      return of(Files.readAllLines(file), file.toString());
    } catch (NoSuchFileException absent) {
      return usual();
    } catch (CharacterCodingException e) {
      throw new NoBoard(file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new NoBoard(file + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * What these lines say.
   *
   * @param name of the file, for what is wrong with it
   */
  static BoardFile of(List<String> lines, String name) throws NoBoard {
    BoardLines read = new BoardLines(name);
    for (int number = 1; number <= lines.size(); number++) {
      read.line(number, lines.get(number - 1));
    }
    return read.file();
  }

  /** How a pattern moves on this board. */
  Rhythm rhythm(LightPattern pattern) {
    Rhythm rhythm = rhythms.get(pattern);
    return rhythm == null ? pattern.usual() : rhythm;
  }
}
