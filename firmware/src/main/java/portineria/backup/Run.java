package portineria.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One backup to one target, as it ended.
 *
 * @param green whether it was read back and can be restored
 * @param added octets that the target has more by it, before they were compressed
 * @param octets how large what it holds is
 * @param snapshot restic's name for it; {@code -} where there is none
 * @param sentence what was found
 */
public record Run(
    Instant began,
    Duration took,
    boolean green,
    long added,
    long octets,
    String snapshot,
    String sentence) {

  private static final Pattern SHAPE =
      Pattern.compile("(\\S+) (\\d+) (ok|failed) (\\d+) (\\d+) (\\S+) (.*)");

  /** How long something took, by a clock that may be set meanwhile. */
  static Duration between(Instant began, Instant ended) {
    Duration took = Duration.between(began, ended);
    return took.isNegative() ? Duration.ZERO : took;
  }

  String text() {
    return String.join(
        " ",
        began.toString(),
        Long.toString(took.toSeconds()),
        green ? "ok" : "failed",
        Long.toString(added),
        Long.toString(octets),
        snapshot,
        sentence.replaceAll("\\s+", " "));
  }

  static Optional<Run> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    return shape.matches()
        ? Optional.of(
            new Run(
                Instant.parse(shape.group(1)),
                Duration.ofSeconds(Long.parseLong(shape.group(2))),
                shape.group(3).equals("ok"),
                Long.parseLong(shape.group(4)),
                Long.parseLong(shape.group(5)),
                shape.group(6),
                shape.group(7)))
        : Optional.empty();
  }
}
