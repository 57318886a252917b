package portineria.store.volume;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which volumes there are, and the names of their files. Safe for many threads. */
final class Shelf {
  static final String ROOT = "volumes";

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern VOLUME = Pattern.compile("(\\d{6,9})\\.tar");

  private final Disk disk;
  private final NavigableMap<Integer, String> names = new ConcurrentSkipListMap<>();

  private Shelf(Disk disk) {
    this.disk = disk;
  }

  /** The volumes that are on the disk now. */
  static Shelf of(Disk disk) throws IOException {
    Shelf shelf = new Shelf(disk);
    shelf.look();
    return shelf;
  }

  private void look() throws IOException {
    for (String year : disk.list(ROOT)) {
      if (YEAR.matcher(year).matches()) {
        for (String name : disk.list(ROOT + "/" + year)) {
          Matcher matcher = VOLUME.matcher(name);
          if (matcher.matches()) {
            names.put(Integer.valueOf(matcher.group(1)), ROOT + "/" + year + "/" + name);
          }
        }
      }
    }
  }

  /** The name that a new volume gets. */
  static String name(int year, int number) {
    return String.format(Locale.ROOT, "%s/%04d/%06d.tar", ROOT, year, number);
  }

  /** The name of a volume. Looks again where it is unknown: another process may have made it. */
  Optional<String> find(int number) throws IOException {
    if (!names.containsKey(number)) {
      look();
    }
    return Optional.ofNullable(names.get(number));
  }

  /** All numbers and names, by number. */
  List<Map.Entry<Integer, String>> all() {
    return List.copyOf(names.entrySet());
  }

  /** Those with a higher number, by number. */
  List<Map.Entry<Integer, String>> above(int number) {
    return List.copyOf(names.tailMap(number, false).entrySet());
  }

  void put(int number, String name) {
    names.put(number, name);
  }

  void remove(int number) {
    names.remove(number);
  }
}
