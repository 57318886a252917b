package portineria.fetch;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import portineria.store.Intake.Seen;

/**
 * Known keys that may have come to mean other messages: they are read before they are believed, and
 * nothing is deleted on their ground alone. Of one session, for its thread.
 */
final class Doubts {
  private final Set<String> quit;
  private final Set<String> size;
  private final Set<String> toRead;

  /**
   * @param quit those whose deletion was asked for by a QUIT that was not answered
   * @param size those whose messages have another size now, in the order of reading
   * @param readable how many of the latter this session reads; the others keep their doubt
   */
  Doubts(Set<String> quit, Set<String> size, int readable) {
    this.quit = new HashSet<>(quit);
    this.size = new HashSet<>(size);
    this.toRead = new HashSet<>(quit);
    size.stream().limit(readable).forEach(toRead::add);
  }

  Set<String> all() {
    Set<String> all = new HashSet<>(quit);
    all.addAll(size);
    return all;
  }

  boolean about(String key) {
    return quit.contains(key) || size.contains(key);
  }

  /** Those that are read in this session. */
  Set<String> toRead() {
    return Set.copyOf(toRead);
  }

  /** These were found to be what they were taken for, or are known by now. */
  void settle(Collection<Seen> certain) {
    certain.forEach(
        seen -> {
          quit.remove(seen.key());
          size.remove(seen.key());
        });
  }

  /** Those whose deletion was asked for, and whose fate is still not known. */
  Set<String> quit() {
    return Set.copyOf(quit);
  }

  /** How many of those that are listed could not be read yet. */
  int count(Predicate<String> listed) {
    return Math.toIntExact(all().stream().filter(listed).count());
  }
}
