package portineria.fetch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.store.Digest;
import portineria.store.Intake;
import portineria.store.Intake.Seen;

/**
 * Decides what a message that was fetched is: one that is known already, one that is known by
 * another key which the server does not use any more, or a new one. Used by the deliverer alone.
 */
final class Matching {
  private final Intake intake;
  private final Census census;
  private final Map<String, Seen> known;

  /** Keys whose message was found to be upstream in this session. */
  private final Set<String> present;

  /** Keys of messages that were not read but taken for what stood in their place. */
  private final Set<String> presumed;

  private boolean unsure;

  /** Keys that were given up for new ones in this session. */
  private final Set<String> givenUp = new HashSet<>();

  /**
   * @param known what is durable and upstream, by key, as of the beginning
   * @param inPlace keys of nameless messages that stand where they stood
   */
  Matching(Intake intake, Census census, Map<String, Seen> known, List<String> inPlace) {
    this.intake = intake;
    this.census = census;
    this.known = known;
    this.present = new HashSet<>(inPlace);
    this.presumed = Set.copyOf(inPlace);
  }

  /** What a message is. */
  sealed interface Match {
    String key();

    /** Nothing is to be done. */
    record Known(Seen seen) implements Match {
      @Override
      public String key() {
        return seen.key();
      }
    }

    /** It has a new key. */
    record Renamed(String key, Seen was) implements Match {}

    /**
     * It looks like one that was taken to stand elsewhere: a copy of that one, or that one itself,
     * moved. All must be read to know.
     */
    record Unsure(String key) implements Match {}

    /** It is to be delivered. */
    record Fresh(String key) implements Match {}
  }

  Match match(Optional<String> uniqueKey, Digest digest) {
    String key = uniqueKey.orElseGet(() -> firstFree(digest));
    if (uniqueKey.isEmpty() && presumed.contains(key)) {
      unsure = true;
      return new Match.Unsure(key);
    }
    present.add(key);
    Seen same = known.get(key);
    if (same != null && same.digest().equals(digest)) {
      return new Match.Known(same);
    }
    for (Seen seen : intake.withDigest(digest)) {
      boolean free = seen.key().equals(key) || isFree(seen.key());
      if (free && !givenUp.contains(seen.key())) {
        givenUp.add(seen.key());
        return new Match.Renamed(key, seen);
      }
    }
    return new Match.Fresh(key);
  }

  /** Identical copies are numbered in the order in which they come. */
  private String firstFree(Digest digest) {
    int copy = 1;
    while (isTaken(Keys.ofDigest(digest, copy))) {
      copy++;
    }
    return Keys.ofDigest(digest, copy);
  }

  private boolean isTaken(String key) {
    return present.contains(key) && !presumed.contains(key);
  }

  /** Whether there was a message that nothing could be made of without reading all. */
  boolean isUnsure() {
    return unsure;
  }

  /** Whether the server does not use this key any more. */
  private boolean isFree(String key) {
    boolean listed = census.lists(key) && known.containsKey(key);
    return !listed && !present.contains(key);
  }

  /** Keys of nameless messages, and of others that were fetched, which are upstream. */
  Set<String> present() {
    return present;
  }

  Set<String> givenUp() {
    return givenUp;
  }
}
