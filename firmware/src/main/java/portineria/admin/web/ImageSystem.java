package portineria.admin.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import portineria.webui.UpdateBook.State;
import portineria.webui.UpdateBook.Step;

/**
 * The image of a whole box in which this program runs, and what it has written down of its updates:
 * {@code image/mkosi.extra/usr/lib/portineria/update-note}.
 *
 * @param note the file; none where there was no update
 * @param running the version of the image
 * @param boot the number of this start of the machine: what a note of an earlier one has under way
 *     is over
 */
record ImageSystem(Path note, String running, String boot) {
  private static final Path RELEASE = Path.of("/etc/os-release");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** A note has four short lines. */
  private static final int NOTE_OCTETS_MAX = 4096;

  /** The one that runs here. */
  static ImageSystem of(Path note) throws IOException {
    return new ImageSystem(
        note,
        words(RELEASE, '=').getOrDefault("IMAGE_VERSION", "?"),
        Files.readString(BOOT).strip());
  }

  /** What became of the last update, or becomes of it. */
  State state() {
    Map<String, String> said = noted();
    String version = said.getOrDefault("version", "");
    Step step = step(said.getOrDefault("code", ""), version, boot.equals(said.get("boot")));
    return new State(step, version, said.getOrDefault("said", ""));
  }

  private Map<String, String> noted() {
    try {
      return Files.exists(note) ? words(note, ' ') : Map.of();
    } catch (IOException unreadable) {
      return Map.of("code", "failed", "said", String.valueOf(unreadable.getMessage()));
    }
  }

  private Step step(String code, String version, boolean now) {
    return switch (code) {
      case "" -> Step.NONE;
      case "checking" -> now ? Step.CHECKING : Step.INTERRUPTED;
      case "writing" -> now ? Step.WRITING : Step.INTERRUPTED;
      case "taken" -> taken(version, now);
      // While it was tried, a stick was still plugged in.
      case "same" -> version.equals(running) ? Step.SAME : Step.GIVEN_UP;
      case "damaged" -> Step.DAMAGED;
      case "foreign" -> Step.FOREIGN;
      case "too-new" -> Step.TOO_NEW;
      case "architecture" -> Step.ARCHITECTURE;
      case "older" -> Step.OLDER;
      case "unproven" -> Step.UNPROVEN;
      case "tried" -> Step.TRIED;
      case "no-partitions" -> Step.NO_PARTITIONS;
      case "too-large" -> Step.TOO_LARGE;
      case "not-written" -> Step.NOT_WRITTEN;
      default -> Step.OTHER;
    };
  }

  private Step taken(String version, boolean now) {
    if (version.equals(running)) {
      return Step.RUNS;
    }
    return now ? Step.RESTARTING : Step.GIVEN_UP;
  }

  /** A file of lines with a word and what it says. */
  private static Map<String, String> words(Path file, char between) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(NOTE_OCTETS_MAX), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.indexOf(between) > 0)
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.indexOf(between)),
                  line -> bare(line.substring(line.indexOf(between) + 1)),
                  (one, other) -> other,
                  HashMap::new));
    }
  }

  private static String bare(String text) {
    return text.strip().replaceAll("^\"|\"$", "");
  }
}
