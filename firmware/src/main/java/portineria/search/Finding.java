package portineria.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portineria.store.Actor;
import portineria.store.Arrivals.Arrival;
import portineria.store.MessageId;
import portineria.store.Store;

/** One inquiry at work, block by block, so that no more than a block is in memory. */
final class Finding {
  private static final Logger LOG = LoggerFactory.getLogger(Finding.class);

  private static final Actor READS = new Actor("", "search");

  private static final int BLOCK = 5000;

  private final Store store;
  private final SearchIndex index;
  private final Inquiry inquiry;
  private final Consumer<Hit> found;

  Finding(Store store, SearchIndex index, Inquiry inquiry, Consumer<Hit> found) {
    this.store = store;
    this.index = index;
    this.inquiry = inquiry;
    this.found = found;
  }

  void run() {
    List<Arrival> block = store.arrivals().after(new MessageId(0), BLOCK);
    while (!block.isEmpty()) {
      look(block.stream().filter(one -> inquiry.wantsAccount(one.account())).toList());
      block = store.arrivals().after(block.getLast().message(), BLOCK);
    }
  }

  /** A message that may be one, and what only reading it can tell. */
  private record Candidate(Arrival arrival, List<Sought> unread) {
    MessageId message() {
      return arrival.message();
    }
  }

  private void look(List<Arrival> block) {
    List<Candidate> candidates =
        block.stream().map(arrival -> new Candidate(arrival, List.of())).toList();
    for (Sought sought : inquiry.sought()) {
      candidates = among(candidates, sought);
    }
    if (candidates.isEmpty()) {
      return;
    }
    Map<MessageId, Instant> dates =
        index.dates(candidates.getFirst().message(), candidates.getLast().message());
    for (Candidate candidate : candidates) {
      Optional<Instant> date = Optional.ofNullable(dates.get(candidate.message()));
      if (date.isEmpty() || !candidate.unread.isEmpty()) {
        read(candidate);
      } else {
        settle(candidate, date.get());
      }
    }
  }

  private List<Candidate> among(List<Candidate> candidates, Sought sought) {
    long[] messages = candidates.stream().mapToLong(one -> one.message().value()).toArray();
    Verdicts verdicts = index.ask(sought, messages);
    List<Candidate> left = new ArrayList<>();
    for (Candidate candidate : candidates) {
      switch (verdicts.of(candidate.message())) {
        case HOLDS -> left.add(candidate);
        case LACKS -> {}
        case UNREAD -> {
          List<Sought> unread = new ArrayList<>(candidate.unread);
          unread.add(sought);
          left.add(new Candidate(candidate.arrival, unread));
        }
      }
    }
    return left;
  }

  private void read(Candidate candidate) {
    Arrival arrival = candidate.arrival;
    try {
      MessageText text =
          new MessageText(
              store.account(arrival.account(), READS).orElseThrow().octets(arrival.message()));
      for (Sought sought : candidate.unread) {
        if (!text.holds(sought)) {
          return;
        }
      }
      settle(candidate, text.came().orElse(arrival.received()));
    } catch (IOException | UncheckedIOException unreadable) {
      long number = arrival.message().value();
      LOG.warn("search unread message={} cause=\"{}\"", number, unreadable.getMessage());
    }
  }

  private void settle(Candidate candidate, Instant came) {
    if (inquiry.wantsTime(came)) {
      found.accept(new Hit(candidate.arrival.account(), candidate.message(), came));
    }
  }
}
