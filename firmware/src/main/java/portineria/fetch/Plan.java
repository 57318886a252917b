package portineria.fetch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import portineria.fetch.pop3.Wanted;
import portineria.store.Intake.Failure;
import portineria.store.Quota;

/**
 * Which messages a session asks for, in which order.
 *
 * <p>What would go beyond the limit of a full account is left where it is, and asked for again by
 * every session until it fits. Only of what may be here already nobody knows that before it is
 * read.
 *
 * <p>What is in doubt comes first, and then the nameless: only then is it known which digests are
 * taken. A first import goes on with the newest, so that the mail of today is there within a
 * minute; every other session goes in the order of arrival. What has failed before comes last, what
 * failed most often at the very end, so that a message that breaks the line does not keep the
 * others away.
 *
 * @param tooLarge numbers of messages that are larger than may be
 * @param waiting failure keys of messages that are left out although they failed before
 * @param withoutRoom how many are left out because the account is full
 */
record Plan(List<Item> items, List<Integer> tooLarge, Set<String> waiting, int withoutRoom) {
  Plan {
    items = List.copyOf(items);
    tooLarge = List.copyOf(tooLarge);
    waiting = Set.copyOf(waiting);
  }

  /**
   * A message to ask for.
   *
   * @param key empty for a nameless one
   * @param failureKey by what a failure of it is remembered
   */
  record Item(Wanted wanted, Optional<String> key, String failureKey) {}

  /**
   * What a plan is made from.
   *
   * @param known keys that are durable and, as far as is known, upstream
   * @param doubtful those of them that may mean other messages now, and so are asked for
   * @param inPlace how many of the first nameless messages are taken for known
   * @param quota how much the account may hold, and does
   * @param eager whether what has failed is tried again now
   */
  record Grounds(
      Census census,
      Set<String> known,
      Set<String> doubtful,
      int inPlace,
      List<Failure> failures,
      Quota quota,
      boolean firstImport,
      boolean eager,
      Instant now,
      long messageOctetsMax) {}

  static Plan of(Grounds grounds) {
    return new Drawing(grounds).plan();
  }

  List<Wanted> wanted() {
    return items.stream().map(Item::wanted).toList();
  }

  long octets() {
    return items.stream().mapToLong(item -> item.wanted().octets()).sum();
  }

  private static final class Drawing {
    private final Grounds grounds;
    private final Map<String, Failure> failures = new HashMap<>();
    private final List<Item> fresh = new ArrayList<>();
    private final List<Item> again = new ArrayList<>();
    private final List<Integer> tooLarge = new ArrayList<>();
    private final Set<String> waiting = new HashSet<>();
    private Quota quota;
    private int withoutRoom;

    Drawing(Grounds grounds) {
      this.grounds = grounds;
      this.quota = grounds.quota();
      grounds.failures().forEach(failure -> failures.put(failure.key(), failure));
    }

    Plan plan() {
      add(key -> grounds.doubtful().contains(key));
      List<Integer> nameless = grounds.census().nameless();
      nameless.subList(grounds.inPlace(), nameless.size()).forEach(n -> add(n, Optional.empty()));
      List<Item> items = new ArrayList<>(fresh);
      fresh.clear();
      add(key -> !grounds.known().contains(key));
      if (grounds.firstImport()) {
        Collections.reverse(fresh);
      }
      items.addAll(fresh);
      again.sort(Comparator.comparingInt(this::attempts));
      items.addAll(again);
      items.removeIf(item -> !fits(item));
      return new Plan(items, tooLarge, waiting, withoutRoom);
    }

    private boolean fits(Item item) {
      long octets = item.wanted().octets();
      if (item.key().filter(key -> !grounds.known().contains(key)).isEmpty()) {
        return true; // it may be here
      }
      if (quota.hasRoomFor(1, octets)) {
        quota = quota.plus(1, octets);
        return true;
      }
      withoutRoom++;
      waiting.add(item.failureKey());
      return false;
    }

    private void add(Predicate<String> wanted) {
      grounds
          .census()
          .keyByNumber()
          .forEach(
              (number, key) -> {
                if (wanted.test(key)) {
                  add(number, Optional.of(key));
                }
              });
    }

    private int attempts(Item item) {
      Failure failure = failures.get(item.failureKey());
      return failure == null ? 0 : failure.attempts();
    }

    private void add(int number, Optional<String> key) {
      long octets = grounds.census().octets(number);
      if (octets > grounds.messageOctetsMax()) {
        tooLarge.add(number);
        return;
      }
      String failureKey = grounds.census().failureKey(number);
      Item item = new Item(new Wanted(number, octets), key, failureKey);
      Optional<Failure> failure = Optional.ofNullable(failures.get(failureKey));
      if (failure.isEmpty()) {
        fresh.add(item);
      } else if (grounds.eager() || RetryDelay.isDue(failure.get(), grounds.now())) {
        again.add(item);
      } else {
        waiting.add(failureKey);
      }
    }
  }
}
