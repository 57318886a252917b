package portineria.fetch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

  private final Set<String> doubtful;
  private int unsure;

  /** Keys that were given up for new ones in this session. */
  private final Set<String> givenUp = new HashSet<>();

  /**
   * What a decision is made from.
   *
   * @param known what is durable and upstream, by key, as of the beginning
   * @param doubtful keys of these that may mean other messages now
   * @param inPlace keys of nameless messages that stand where they stood
   */
  record Grounds(
      Census census, Map<String, Seen> known, Set<String> doubtful, List<String> inPlace) {}

  Matching(Intake intake, Grounds grounds) {
    this.intake = intake;
    this.census = grounds.census();
    this.known = grounds.known();
    this.doubtful = grounds.doubtful();
    this.present = new HashSet<>(grounds.inPlace());
    this.presumed = Set.copyOf(grounds.inPlace());
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
     * It looks like one that stands elsewhere, as far as is known: it is a copy of that one, or
     * that one itself, moved. What stands there must be read to know. It is durable in any case.
     */
    record Unsure(String key) implements Match {}

    /** It is to be delivered. */
    record Fresh(String key) implements Match {}
  }

  Match match(Optional<String> uniqueKey, Digest digest) {
    String key = uniqueKey.orElseGet(() -> first(digest, this::isTaken));
    if (uniqueKey.isEmpty() && presumed.contains(key)) {
      unsure++;
      return new Match.Unsure(key);
    }
    present.add(key);
    Seen same = known.get(key);
    if (same != null && same.digest().equals(digest)) {
      return new Match.Known(same);
    }
    List<Seen> copies = intake.withDigest(digest);
    for (Seen seen : copies) {
      boolean free = seen.key().equals(key) || isFree(seen.key());
      if (free && !givenUp.contains(seen.key())) {
        givenUp.add(seen.key());
        return new Match.Renamed(key, seen);
      }
    }
    if (copies.stream().map(Seen::key).anyMatch(this::isUnread)) {
      unsure++;
      return new Match.Unsure(key);
    }
    return new Match.Fresh(key);
  }

  /** Whether another message may stand under this key. */
  private boolean isUnread(String key) {
    return doubtful.contains(key) && !present.contains(key);
  }

  /**
   * What must be renamed first because the server has given a key to another message: the one that
   * had it may still be there under a new key, and is known by its digest until it turns up.
   */
  Map<String, String> displaced(Optional<String> uniqueKey, Digest digest) {
    Optional<Seen> was = uniqueKey.map(known::get).filter(seen -> !seen.digest().equals(digest));
    return was.map(seen -> Map.of(seen.key(), first(seen.digest(), this::isUsed))).orElse(Map.of());
  }

  private boolean isUsed(String key) {
    return present.contains(key) || givenUp.contains(key) || !intake.known(Set.of(key)).isEmpty();
  }

  /** Identical copies are numbered in the order in which they come. */
  private static String first(Digest digest, Predicate<String> taken) {
    int copy = 1;
    while (taken.test(Keys.ofDigest(digest, copy))) {
      copy++;
    }
    return Keys.ofDigest(digest, copy);
  }

  private boolean isTaken(String key) {
    return present.contains(key) && !presumed.contains(key);
  }

  /** Messages of which nothing could be made without reading others. */
  int unsure() {
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
