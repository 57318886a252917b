package portineria.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.store.Still;

/**
 * Where backups go, and what is known of those that went there. A file of lines in {@code
 * DATA/backup/targets}; see FORMAT.md.
 *
 * @param id the number of its restic repository
 * @param part which of {@link #PARTS} parts of the repository is read next
 * @param tidied the day on which old snapshots were last removed, in UTC
 * @param runs the last ones, the newest first
 * @param read what was read back and compared, by volume
 */
public record Target(
    String name,
    Place place,
    String id,
    int part,
    Optional<LocalDate> tidied,
    List<Run> runs,
    Map<Integer, Read> read) {
  /** In so many runs all octets of the repository are read. */
  static final int PARTS = 30;

  private static final int RUNS_KEPT = 100;

  /** What a name looks like: it is the name of a file, too. */
  public static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,31}";

  /**
   * How much of a volume was read back.
   *
   * @param end behind the last octet
   * @param changed when the volume's file was last changed then, in milliseconds
   */
  public record Read(long end, long changed) {}

  public Target {
    runs = List.copyOf(runs);
    read = Map.copyOf(read);
  }

  static Target fresh(String name, Place place, String id) {
    return new Target(name, place, id, 1, Optional.empty(), List.of(), Map.of());
  }

  Target with(Run run) {
    List<Run> more = new ArrayList<>(runs);
    if (run.end() == Run.End.ABSENT
        && lastRun().filter(one -> one.end() == run.end()).isPresent()) {
      more.removeFirst(); // one that is away for weeks must not push out all that was made before
    }
    more.addFirst(run);
    List<Run> kept = new ArrayList<>(more.subList(0, Math.min(more.size(), RUNS_KEPT)));
    if (kept.stream().noneMatch(Run::green)) {
      lastGreen().ifPresent(kept::add); // however long ago: it can be restored
    }
    return new Target(name, place, id, part, tidied, kept, read);
  }

  Target withRead(Map<Integer, Read> now) {
    return new Target(name, place, id, part, tidied, runs, now);
  }

  Target withNextPart() {
    return new Target(name, place, id, part % PARTS + 1, tidied, runs, read);
  }

  Target tidiedOn(LocalDate day) {
    return new Target(name, place, id, part, Optional.of(day), runs, read);
  }

  /** Whether it is on the disk with {@code data}, as far as that can be seen now. */
  public boolean isBeside(Path data) {
    try {
      return place instanceof Place.Folder(Path folder)
          && Files.isDirectory(folder)
          && Files.getFileStore(folder).equals(Files.getFileStore(data));
    } catch (IOException unseen) {
      return false;
    }
  }

  /** The last backup that can be restored. */
  public Optional<Run> lastGreen() {
    return runs.stream().filter(Run::green).findFirst();
  }

  /** How the last one went that was wanted. */
  public Optional<Run> lastRun() {
    return runs.stream().findFirst();
  }

  /** When one was last begun while the target was there to its end. */
  Optional<Instant> lastTried() {
    return runs.stream()
        .filter(run -> run.end() != Run.End.ABSENT && run.end() != Run.End.GONE)
        .findFirst()
        .map(Run::began);
  }

  /** Whether all octets up to that place were read back. */
  boolean holds(Still.Place place) {
    Read known = read.get(place.volume());
    return known != null && place.end() <= known.end();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    line(text, "place", place.text());
    line(text, "id", id);
    line(text, "part", Integer.toString(part));
    tidied.ifPresent(day -> line(text, "tidied", day.toString()));
    runs.forEach(run -> line(text, "run", run.text()));
    read.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            one ->
                line(
                    text,
                    "read",
                    one.getKey() + " " + one.getValue().end() + " " + one.getValue().changed()));
    return text.toString();
  }

  private static void line(StringBuilder text, String word, String value) {
    text.append(word).append(' ').append(value).append('\n');
  }

  /** Empty where the text says no place, or one that is not known. */
  static Optional<Target> parse(String name, String text) {
    Optional<Place> place = Optional.empty();
    String id = "";
    int part = 1;
    Optional<LocalDate> tidied = Optional.empty();
    List<Run> runs = new ArrayList<>();
    Map<Integer, Read> read = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 2);
      String value = words.length == 2 ? words[1] : "";
      switch (words[0]) {
        case "place" -> place = Place.parse(value);
        case "id" -> id = value;
        case "part" -> part = Integer.parseInt(value);
        case "tidied" -> tidied = Optional.of(LocalDate.parse(value));
        case "run" -> Run.parse(value).ifPresent(runs::add);
        case "read" -> {
          String[] numbers = value.split(" ");
          read.put(
              Integer.valueOf(numbers[0]),
              new Read(Long.parseLong(numbers[1]), Long.parseLong(numbers[2])));
        }
        default -> {
          // of a later version
        }
      }
    }
    if (place.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Target(name, place.get(), id, part, tidied, runs, read));
  }
}
