package portineria.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One backup to one target, as it ended.
 *
 * @param added octets that the target has more by it, before they were compressed
 * @param octets how large what it holds is
 * @param snapshot restic's name for it; {@code -} where there is none
 * @param sentence what was found
 * @param italian the same
 */
public record Run(
    Instant began,
    Duration took,
    End end,
    long added,
    long octets,
    String snapshot,
    String sentence,
    String italian) {

  /** How a backup ended. */
  public enum End {
    /** It was read back and can be restored. */
    GREEN("ok"),
    FAILED("failed"),
    /** Its target was there when it began, and went away in the middle. */
    GONE("gone"),
    /** Somebody wanted it no more, or the box was closed. */
    CANCELLED("cancelled"),
    /** Its target was not there: nothing was begun. */
    ABSENT("absent");

    private final String word;

    End(String word) {
      this.word = word;
    }

    private static Optional<End> of(String word) {
      return Stream.of(values()).filter(end -> end.word.equals(word)).findFirst();
    }
  }

  private static final Pattern SHAPE =
      Pattern.compile("(\\S+) (\\d+) ([a-z]+) (\\d+) (\\d+) (\\S+) ([^\t]*)(?:\t(.*))?");

  /** Between both languages; neither sentence has one. */
  private static final String TAB = "\t";

  /** How long something took, by a clock that may be set meanwhile. */
  static Duration between(Instant began, Instant ended) {
    Duration took = Duration.between(began, ended);
    return took.isNegative() ? Duration.ZERO : took;
  }

  /** Whether it was read back and can be restored. */
  public boolean green() {
    return end == End.GREEN;
  }

  /** Whether something went wrong that a person has to see to. */
  public boolean isFailure() {
    return switch (end) {
      case FAILED, GONE -> true;
      case GREEN, CANCELLED, ABSENT -> false;
    };
  }

  String text() {
    return String.join(
        " ",
        began.toString(),
        Long.toString(took.toSeconds()),
        end.word,
        Long.toString(added),
        Long.toString(octets),
        snapshot,
        line(sentence) + (italian.equals(sentence) ? "" : TAB + line(italian)));
  }

  private static String line(String text) {
    return text.replaceAll("\\s+", " ");
  }

  static Optional<Run> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.empty();
    }
    return End.of(shape.group(3))
        .map(
            end ->
                new Run(
                    Instant.parse(shape.group(1)),
                    Duration.ofSeconds(Long.parseLong(shape.group(2))),
                    end,
                    Long.parseLong(shape.group(4)),
                    Long.parseLong(shape.group(5)),
                    shape.group(6),
                    shape.group(7),
                    Optional.ofNullable(shape.group(8)).orElse(shape.group(7))));
  }
}
