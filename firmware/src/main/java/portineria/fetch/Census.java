package portineria.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import portineria.fetch.pop3.Listing;

/**
 * Who is who in a maildrop: each message has a key, or is nameless because its unique-id is
 * missing, carried by several, or a mere message number.
 */
final class Census {
  private final Listing listing;
  private final int keyCharsMax;
  private final NavigableMap<Integer, String> keyByNumber = new TreeMap<>();
  private final Set<String> keys = new HashSet<>();
  private final List<Integer> nameless = new ArrayList<>();

  Census(Listing listing, int keyCharsMax) {
    this.listing = listing;
    this.keyCharsMax = keyCharsMax;
    Map<String, Integer> carriers = new HashMap<>();
    listing.uniqueIds().values().forEach(uniqueId -> carriers.merge(uniqueId, 1, Integer::sum));
    boolean useless = listing.numbersForUniqueIds();
    NavigableSet<Integer> numbers = new TreeSet<>(listing.octets().keySet());
    numbers.addAll(listing.uniqueIds().keySet());
    for (Integer number : numbers) {
      String uniqueId = uniqueId(number);
      if (useless || carriers.getOrDefault(uniqueId, 0) != 1) {
        nameless.add(number);
      } else {
        String key = Keys.ofUniqueId(uniqueId, keyCharsMax);
        keyByNumber.put(number, key);
        keys.add(key);
      }
    }
  }

  /** The keys by message number. */
  NavigableMap<Integer, String> keyByNumber() {
    return keyByNumber;
  }

  boolean lists(String key) {
    return keys.contains(key);
  }

  /** The numbers of the messages that have no key, ascending. */
  List<Integer> nameless() {
    return nameless;
  }

  /** What a nameless message looks like from outside, to be compared with its place's last one. */
  Face face(int number) {
    return new Face(uniqueId(number), listing.octets(number));
  }

  /** By what a failure of this message is remembered. */
  String failureKey(int number) {
    String key = keyByNumber.get(number);
    return key != null ? key : Keys.unknown(uniqueId(number), listing.octets(number), keyCharsMax);
  }

  private String uniqueId(int number) {
    return listing.uniqueIds().getOrDefault(number, "");
  }

  long octets(int number) {
    return listing.octets(number);
  }

  int count() {
    return keyByNumber.size() + nameless.size();
  }

  /** A nameless message's unique-id, such as it is, and size. */
  record Face(String uniqueId, long octets) {}
}
