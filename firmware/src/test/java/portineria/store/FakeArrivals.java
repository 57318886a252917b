package portineria.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages of a store in memory; its lock is the store's. */
final class FakeArrivals implements Arrivals {
  /** Each message counts as one of so many. */
  private static final long OCTETS = 1000;

  private final FakeStore store;
  private final List<Arrival> all = new ArrayList<>();
  private final Map<Object, Runnable> listeners = new LinkedHashMap<>();
  private MessageId last = new MessageId(0);
  private int told;

  FakeArrivals(FakeStore store) {
    this.store = store;
  }

  void add(MessageId message, String account) {
    all.add(new Arrival(message, account, Instant.ofEpochSecond(store.now())));
    last = message;
  }

  /** One that was erased. */
  void remove(MessageId message) {
    all.removeIf(one -> one.message().equals(message));
    told = Math.min(told, all.size());
  }

  /** Tells of those that came since the last time. */
  void tell() {
    if (told < all.size()) {
      told = all.size();
      List.copyOf(listeners.values()).forEach(Runnable::run);
    }
  }

  @Override
  public long generation() {
    return store.generation;
  }

  @Override
  public MessageId last() {
    synchronized (store.lock) {
      return last;
    }
  }

  @Override
  public List<Arrival> after(MessageId after, int most) {
    synchronized (store.lock) {
      return all.stream().filter(one -> one.message().value() > after.value()).limit(most).toList();
    }
  }

  @Override
  public List<Hour> hours(Instant since) {
    synchronized (store.lock) {
      Map<Instant, Long> hours = new TreeMap<>();
      all.stream()
          .filter(one -> !one.received().isBefore(since))
          .forEach(one -> hours.merge(one.received().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum));
      return hours.entrySet().stream()
          .map(hour -> new Hour(hour.getKey(), hour.getValue(), OCTETS * hour.getValue()))
          .toList();
    }
  }

  @Override
  public Subscription subscribe(Runnable knock) {
    Object key = new Object();
    synchronized (store.lock) {
      listeners.put(key, knock);
    }
    return () -> {
      synchronized (store.lock) {
        listeners.remove(key);
      }
    };
  }
}
