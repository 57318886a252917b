package portineria.fetch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import portineria.fetch.Matching.Match;
import portineria.store.Digest;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Intake;
import portineria.store.Intake.Fetched;
import portineria.store.Intake.Seen;
import portineria.store.Mailbox;
import portineria.store.Refusal;
import portineria.store.Uid;

/**
 * Delivers what the reader has read, on a thread of its own. While one delivery waits for the disk,
 * the next messages gather; so each sync of the disk carries as many messages as came meanwhile,
 * and none waits for company.
 *
 * <p>Its thread owns the {@link Matching} and the outcome until {@link #finish} has returned.
 */
final class Deliverer implements AutoCloseable {
  private final Handover handover;
  private final Target target;
  private final Matching matching;
  private final Map<Integer, Seen> durable = new HashMap<>();
  private final AtomicReference<Optional<Throwable>> failure =
      new AtomicReference<>(Optional.empty());
  private final Thread thread;
  private int delivered;
  private int withoutRoom;
  private final Map<String, String> refused = new HashMap<>();

  /**
   * Where messages go.
   *
   * @param seenBefore what is older arrives as {@code \Seen}
   */
  record Target(
      Mailbox mailbox,
      Intake intake,
      Optional<Instant> seenBefore,
      TrustedClock clock,
      FetchLimits limits) {}

  Deliverer(Target target, Matching matching) {
    this.target = target;
    this.matching = matching;
    this.handover = new Handover(target.limits());
    this.thread = Thread.ofVirtual().name("deliver " + target.mailbox().name()).start(this::run);
  }

  /** Takes a message, and closes it in every case. */
  void hand(Arrival arrival) throws Refusal {
    if (!handover.put(arrival)) {
      arrival.incoming().close();
      throwFailure();
      throw new AssertionError("a deliverer ends early only when it fails");
    }
  }

  /** Waits until everything that was handed over is durable. */
  void finish() throws Refusal {
    close();
    throwFailure();
  }

  @Override
  public void close() {
    handover.complete();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is durable, by the number that it has in this session. */
  Map<Integer, Seen> durable() {
    return durable;
  }

  /** How many messages are new here. */
  int delivered() {
    return delivered;
  }

  /** How many messages the store would not take because the account is full. */
  int withoutRoom() {
    return withoutRoom;
  }

  /** Why the store would not take messages, by their failure keys. */
  Map<String, String> refused() {
    return refused;
  }

  private void throwFailure() throws Refusal {
    Optional<Throwable> what = failure.get();
    if (what.isEmpty()) {
      return;
    }
    switch (what.get()) {
      case Refusal refusal ->
          throw new Refusal(refusal.reason(), String.valueOf(refusal.getMessage()), refusal);
      case Error error -> throw error;
      case Throwable bug -> throw new IllegalStateException(bug);
    }
  }

  private void run() {
    try {
      for (List<Arrival> batch = handover.take(); !batch.isEmpty(); batch = handover.take()) {
        try {
          deliver(batch);
        } finally {
          batch.forEach(arrival -> arrival.incoming().close());
        }
      }
    } catch (Throwable e) {
      // Passed on to the session's thread, which is waiting or will come by.
      failure.set(Optional.of(e));
    } finally {
      handover.end().forEach(arrival -> arrival.incoming().close());
    }
  }

  private void deliver(List<Arrival> batch) throws Refusal {
    Instant now = target.clock().instant();
    Map<String, String> renames = new LinkedHashMap<>();
    List<Arrival> fresh = new ArrayList<>();
    List<Fetched> fetched = new ArrayList<>();
    Map<Integer, Seen> outcome = new HashMap<>();
    for (Arrival arrival : batch) {
      Digest digest = arrival.received().digest();
      int number = arrival.item().wanted().number();
      // At once, not with the batch: the rest of it may hold the message that has lost its key.
      rename(matching.displaced(arrival.item().key(), digest));
      switch (matching.match(arrival.item().key(), digest)) {
        case Match.Unsure unsure -> outcome.remove(number);
        case Match.Known(Seen seen) -> outcome.put(number, seen);
        case Match.Renamed(String key, Seen was) -> {
          renames.put(was.key(), key);
          outcome.put(number, new Seen(key, digest, was.octets(), was.fetched()));
        }
        case Match.Fresh(String key) -> {
          fresh.add(arrival);
          fetched.add(new Fetched(key, delivery(arrival, now), now));
        }
      }
    }
    rename(renames);
    durable.putAll(outcome);
    if (!fresh.isEmpty()) {
      deliver(fresh, fetched);
    }
  }

  private void rename(Map<String, String> renames) throws Refusal {
    if (!renames.isEmpty()) {
      target.intake().rename(renames);
    }
  }

  /** All at once; if that can't be because of one of them, one by one. */
  private void deliver(List<Arrival> fresh, List<Fetched> fetched) throws Refusal {
    try {
      List<Optional<Uid>> uids = target.intake().deliver(target.mailbox(), fetched);
      for (int i = 0; i < fresh.size(); i++) {
        delivered(fresh.get(i), fetched.get(i), uids.get(i));
      }
    } catch (Refusal refusal) {
      if (!MAY_BE_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      for (int i = 0; i < fresh.size(); i++) {
        deliver(fresh.get(i), fetched.get(i));
      }
    }
  }

  /** What the store may say of a single message; all else concerns all of them. */
  static final Set<Refusal.Reason> MAY_BE_ONE =
      Set.of(Refusal.Reason.LIMIT, Refusal.Reason.CANNOT, Refusal.Reason.OVER_QUOTA);

  private void deliver(Arrival arrival, Fetched fetched) throws Refusal {
    try {
      List<Optional<Uid>> uids = target.intake().deliver(target.mailbox(), List.of(fetched));
      delivered(arrival, fetched, uids.getFirst());
    } catch (Refusal refusal) {
      if (!MAY_BE_ONE.contains(refusal.reason())) {
        throw refusal;
      }
      if (refusal.reason() == Refusal.Reason.OVER_QUOTA) {
        withoutRoom++; // no failure: it is well, and it waits where it is
      } else {
        refused.put(arrival.item().failureKey(), String.valueOf(refusal.getMessage()));
      }
    }
  }

  /** One that was erased here is as good as durable: upstream, it is treated as all others are. */
  private void delivered(Arrival arrival, Fetched fetched, Optional<Uid> uid) {
    Incoming.Received message = fetched.delivery().message();
    int number = arrival.item().wanted().number();
    Seen seen = new Seen(fetched.key(), message.digest(), message.octets().size(), fetched.when());
    durable.put(number, seen);
    delivered += uid.isPresent() ? 1 : 0;
  }

  private Mailbox.Delivery delivery(Arrival arrival, Instant now) {
    Instant date = ArrivalDate.of(arrival.received().octets(), now);
    boolean old = target.seenBefore().filter(date::isBefore).isPresent();
    return new Mailbox.Delivery(arrival.received(), old ? Set.of(Flag.SEEN) : Set.of(), date);
  }
}
