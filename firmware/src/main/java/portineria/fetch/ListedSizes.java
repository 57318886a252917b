package portineria.fetch;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.store.Intake.Seen;

/**
 * What a server's LIST is worth, and what it says against its UIDL: a known unique-id with another
 * size than its message had belongs to another message. Servers do that which begin to count anew,
 * after a move say, or which give the unique-id of a message that another program has deleted to
 * the next one.
 *
 * <p>But LIST, which RFC 1939 §11 wants exact, is wrong on some servers, for some messages or for
 * all. So such a message is read again, and what is found decides what LIST is worth. Kept in
 * memory, for the source's thread: after a restart LIST is tried again.
 */
final class ListedSizes {
  /** A server may leave the CRLF out that it adds where a message does not end with one. */
  private static final int ADDED_OCTETS_MAX = 2;

  private static final int SAMPLES_MAX = 1000;

  private final int samplesEnough;
  private final Map<String, Long> readAt = new HashMap<>();
  private int right;
  private int wrong;

  /**
   * @param samplesEnough messages that are read in a session although their unique-ids are known,
   *     as long as it is not known what LIST is worth
   */
  ListedSizes(int samplesEnough) {
    this.samplesEnough = samplesEnough;
  }

  /** Those known keys whose messages have another size now, and were not read since; in order. */
  Set<String> otherThanKnown(Census census, Map<String, Seen> known) {
    readAt.keySet().retainAll(known.keySet());
    Set<String> other = new LinkedHashSet<>();
    if (wrong > right) {
      return other;
    }
    census
        .keyByNumber()
        .forEach(
            (number, key) -> {
              long listed = census.octets(number);
              boolean differs =
                  listed > 0
                      && Optional.ofNullable(known.get(key))
                          .filter(seen -> !fits(listed, seen))
                          .isPresent();
              if (differs && readAt.getOrDefault(key, 0L) != listed) {
                other.add(key);
              }
            });
    return other;
  }

  /** How many of these may be read in one session. */
  int readable() {
    return right >= samplesEnough ? Integer.MAX_VALUE : samplesEnough;
  }

  /** Learns from the messages of a session, by the number that they have in it. */
  void learn(Census census, Map<Integer, Seen> read) {
    read.forEach(
        (number, seen) -> {
          long listed = census.octets(number);
          if (fits(listed, seen)) {
            right++;
          } else if (listed > 0) {
            wrong++;
            readAt.put(seen.key(), listed);
          }
        });
    if (right + wrong > SAMPLES_MAX) {
      right /= 2;
      wrong /= 2;
    }
  }

  private static boolean fits(long listed, Seen seen) {
    return listed <= seen.octets() && listed >= seen.octets() - ADDED_OCTETS_MAX;
  }
}
