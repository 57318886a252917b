package portineria.fetch.pop3;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a maildrop holds, as LIST and UIDL say: RFC 1939 §5 and §7. Neither need be complete.
 *
 * @param octets by message number
 * @param uniqueIds by message number; empty where the server does not know UIDL
 */
public record Listing(NavigableMap<Integer, Long> octets, NavigableMap<Integer, String> uniqueIds) {
  public Listing {
    octets = new TreeMap<>(octets);
    uniqueIds = new TreeMap<>(uniqueIds);
  }

  /** Reads the lines of LIST; what is no line of a list is passed over. */
  static NavigableMap<Integer, Long> octets(Iterable<String> lines) {
    NavigableMap<Integer, Long> octets = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.strip().split(" +", 3);
      if (words.length >= 2 && isNumber(words[0], 9) && isNumber(words[1], 15)) {
        octets.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
      }
    }
    return octets;
  }

  /** Reads the lines of UIDL: everything after the first space is the unique-id. */
  static NavigableMap<Integer, String> uniqueIds(Iterable<String> lines) {
    NavigableMap<Integer, String> uniqueIds = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.strip().split(" +", 2);
      if (words.length == 2 && isNumber(words[0], 9)) {
        uniqueIds.put(Integer.valueOf(words[0]), words[1]);
      }
    }
    return uniqueIds;
  }

  private static boolean isNumber(String word, int digitsMax) {
    return !word.isEmpty()
        && word.length() <= digitsMax
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The size that LIST gives, 0 where it gives none. */
  public long octets(int number) {
    return octets.getOrDefault(number, 0L);
  }

  /** All sizes together. */
  public long octetsInAll() {
    return octets.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether the unique-ids are nothing but the message numbers, which change their meaning. */
  public boolean numbersForUniqueIds() {
    return !uniqueIds.isEmpty()
        && uniqueIds.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(entry.getKey().toString()));
  }
}
