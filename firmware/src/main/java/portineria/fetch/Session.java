package portineria.fetch;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import portineria.fetch.Remembered.Place;
import portineria.fetch.pop3.Listing;
import portineria.fetch.pop3.Overview;
import portineria.fetch.pop3.Pop3Client;
import portineria.fetch.pop3.Retrieval;
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.fetch.pop3.UpstreamTrouble.Kind;
import portineria.store.Account;
import portineria.store.Incoming;
import portineria.store.Intake;
import portineria.store.Intake.Seen;
import portineria.store.Mailbox;
import portineria.store.Refusal;
import portineria.store.Source;

/**
 * One session with an upstream mailbox, from login to QUIT, on the source's thread: look, fetch
 * what is new, wait until it is durable, mark for deletion what may go, QUIT, and only then count
 * it as deleted.
 *
 * <p>Whatever breaks it, what was delivered stays delivered and is known next time.
 */
final class Session {
  private final Context context;
  private final Source source;
  private final Pop3Client client;
  private final ProgressMeter meter;
  private final Instant now;
  private final Failures failures;
  private final Map<String, Seen> known = new HashMap<>();
  private long octetsDeleted;

  /**
   * What a session works with.
   *
   * @param seenBefore for a first import: what is older arrives as {@code \Seen}
   * @param eager whether somebody waits for it: then nothing is put off
   */
  record Context(
      Source source,
      Account account,
      Mailbox mailbox,
      Intake intake,
      Remembered remembered,
      Optional<Instant> seenBefore,
      boolean eager,
      TrustedClock clock,
      BackedUp backedUp,
      FetchLimits limits) {}

  Session(Context context, Pop3Client client, ProgressMeter meter) {
    this.context = context;
    this.source = context.source();
    this.client = client;
    this.meter = meter;
    this.now = context.clock().instant();
    this.failures = new Failures(context.intake());
  }

  Report run(String password) throws UpstreamTrouble, Refusal {
    meter.phase(Phase.CONNECTING);
    client.open();
    client.login(source.user(), password);
    Overview overview = client.overview();
    if (!context.eager() && context.remembered().isUnchanged(overview, now)) {
      leave();
      return report(overview, 0, 0, Upkeep.AS_EXPECTED);
    }
    context.remembered().unsettled();
    NavigableMap<Integer, Long> sizes =
        overview.messages() == 0 && overview.uniqueIds().isEmpty()
            ? new TreeMap<>()
            : client.sizes();
    return work(overview, new Listing(sizes, overview.uniqueIds()));
  }

  private Report work(Overview overview, Listing listing) throws UpstreamTrouble, Refusal {
    Census census = new Census(listing, context.limits().keyCharsMax());
    context.intake().upstream().forEach(seen -> known.put(seen.key(), seen));
    List<String> inPlace = context.remembered().inPlace(census, now);
    Plan plan = plan(census, inPlace.size());
    Matching matching = new Matching(context.intake(), census, known, inPlace);
    Deliverer deliverer = fetch(plan, matching);
    Map<Integer, Seen> here = hereNow(census, deliverer);
    Set<String> deleted = delete(census, here);
    Upkeep upkeep = missing(census, matching, deleted);
    failures.forgetOthers(now);
    remember(overview, census, here, inPlace, deleted);
    return report(overview, deliverer.delivered(), deleted.size(), upkeep);
  }

  private Plan plan(Census census, int inPlace) throws Refusal {
    long octetsMax = context.limits().pop3().messageOctetsMax();
    Plan plan =
        Plan.of(
            new Plan.Grounds(
                census,
                known.keySet(),
                inPlace,
                failures.before(),
                context.seenBefore().isPresent(),
                context.eager(),
                now,
                octetsMax));
    failures.skipped(plan.waiting());
    for (Integer number : plan.tooLarge()) {
      String size = census.octets(number) / 1_000_000 + " MB are more than this box fetches.";
      failures.keep(census.failureKey(number), size, now);
    }
    return plan;
  }

  /** Reads on this thread what the deliverer delivers on its own. */
  private Deliverer fetch(Plan plan, Matching matching) throws UpstreamTrouble, Refusal {
    meter.expect(plan.items().size(), plan.octets());
    Deliverer deliverer =
        new Deliverer(
            new Deliverer.Target(
                context.mailbox(),
                context.intake(),
                context.seenBefore(),
                context.clock(),
                context.limits()),
            matching);
    try (deliverer) {
      read(plan, deliverer);
    }
    deliverer.finish();
    for (Map.Entry<String, String> refused : deliverer.refused().entrySet()) {
      failures.add(refused.getKey(), refused.getValue(), now);
    }
    return deliverer;
  }

  private void read(Plan plan, Deliverer deliverer) throws UpstreamTrouble, Refusal {
    Retrieval retrieval = client.retrieve(plan.wanted());
    int refusedInRow = 0;
    int index = 0;
    try {
      while (retrieval.next()) {
        Plan.Item item = plan.items().get(index);
        if (retrieval.refusal().isPresent()) {
          refusedInRow++;
          failed(item, retrieval.refusal().get(), refusedInRow);
        } else {
          refusedInRow = 0;
          take(item, retrieval, deliverer);
        }
        index++;
        meter.message();
      }
    } catch (UpstreamTrouble trouble) {
      boolean broke = trouble.kind() == Kind.UNREACHABLE || trouble.kind() == Kind.PROTOCOL;
      if (broke && retrieval.current().isPresent() && !client.isClosed()) {
        failures.add(plan.items().get(index).failureKey(), trouble.sentence(), now);
      }
      throw trouble;
    }
  }

  private void failed(Plan.Item item, String reason, int inRow) throws UpstreamTrouble, Refusal {
    failures.add(item.failureKey(), reason, now);
    if (inRow >= context.limits().refusedInRowMax()) {
      throw new UpstreamTrouble(
          Kind.TEMPORARY,
          source.host() + " lists messages and gives none of them. The last time: " + reason);
    }
  }

  private void take(Plan.Item item, Retrieval retrieval, Deliverer deliverer)
      throws UpstreamTrouble, Refusal {
    Incoming incoming = context.account().incoming(item.wanted().octets());
    boolean handed = false;
    try {
      byte[] octets = new byte[16 * 1024];
      for (int n = retrieval.read(octets); n >= 0; n = retrieval.read(octets)) {
        incoming.write(octets, 0, n);
        meter.octets(n);
      }
      Arrival arrival = new Arrival(item, incoming, incoming.finish());
      handed = true;
      deliverer.hand(arrival);
    } catch (IOException e) {
      throw new Refusal(Refusal.Reason.UNAVAILABLE, "The disk failed: " + e.getMessage(), e);
    } finally {
      if (!handed) {
        incoming.close();
      }
    }
  }

  /** All messages that are durable, by their number. */
  private Map<Integer, Seen> hereNow(Census census, Deliverer deliverer) {
    Map<Integer, Seen> here = new TreeMap<>(deliverer.durable());
    census
        .keyByNumber()
        .forEach(
            (number, key) -> {
              Seen seen = known.get(key);
              if (seen != null) {
                here.putIfAbsent(number, seen);
              }
            });
    return here;
  }

  /**
   * Deletes what may go, and ends the session.
   *
   * @return the keys of what the server has confirmed
   */
  private Set<String> delete(Census census, Map<Integer, Seen> here)
      throws UpstreamTrouble, Refusal {
    Deletions deletions = deletions();
    List<Integer> due = new ArrayList<>();
    for (Map.Entry<Integer, Seen> each : here.entrySet()) {
      if (due.size() < context.limits().deletesPerSession() && deletions.due(each.getValue())) {
        due.add(each.getKey());
      }
    }
    if (due.isEmpty()) {
      leave();
      return Set.of();
    }
    meter.phase(Phase.DELETING);
    NavigableSet<Integer> marked = client.delete(due);
    client.quit();
    Set<String> keys = new HashSet<>();
    for (Integer number : marked) {
      keys.add(Objects.requireNonNull(here.get(number)).key());
      octetsDeleted += census.octets(number);
    }
    context.intake().deletedUpstream(keys, context.clock().instant());
    return keys;
  }

  private Deletions deletions() {
    boolean trusted = context.clock().isSynchronised();
    return new Deletions(source.keep(), now, trusted, context.backedUp());
  }

  /** Without deletions nobody needs the answer to QUIT. */
  private void leave() {
    try {
      client.quit();
    } catch (UpstreamTrouble e) {
      client.close();
    }
  }

  /**
   * Looks after what was upstream and is not listed: what was due for deletion may have been
   * deleted by a session that did not live to hear of it.
   */
  private Upkeep missing(Census census, Matching matching, Set<String> deleted) throws Refusal {
    Deletions deletions = deletions();
    Set<String> ours = new HashSet<>();
    Set<String> missing = new HashSet<>();
    for (Seen seen : known.values()) {
      String key = seen.key();
      boolean there = census.lists(key) || matching.present().contains(key);
      if (!there && !deleted.contains(key) && !matching.givenUp().contains(key)) {
        (deletions.due(seen) ? ours : missing).add(key);
      }
    }
    if (!ours.isEmpty()) {
      context.intake().deletedUpstream(ours, now);
    }
    if (!missing.isEmpty() && missing.size() <= failures.count()) {
      return Upkeep
          .AS_EXPECTED; // What is missing may be what could not be read, under a new unique-id.
    }
    return vanished(missing);
  }

  private Upkeep vanished(Set<String> missing) throws Refusal {
    boolean before = !context.remembered().absences().isEmpty();
    boolean news = context.remembered().absences().observe(missing, now);
    Set<String> gone = context.remembered().absences().confirmed(now);
    if (!gone.isEmpty()) {
      context.intake().vanishedUpstream(gone, now);
    }
    if (before && missing.isEmpty()) {
      return Upkeep.RETURNED;
    }
    return news && !upstreamForgets() ? Upkeep.EMPTIED : Upkeep.AS_EXPECTED;
  }

  /** Servers that stop listing messages by themselves: RFC 2449 §6.7, and Gmail's. */
  private boolean upstreamForgets() {
    return client.capabilities().expires() || client.greeting().startsWith("Gpop ");
  }

  private void remember(
      Overview overview,
      Census census,
      Map<Integer, Seen> here,
      List<String> inPlace,
      Set<String> deleted) {
    List<Place> places = new ArrayList<>();
    for (Integer number : census.nameless()) {
      Seen seen = here.get(number);
      int index = places.size();
      if (index < inPlace.size()) {
        places.add(new Place(census.face(number), inPlace.get(index)));
      } else if (seen == null) {
        break;
      } else {
        places.add(new Place(census.face(number), seen.key()));
      }
    }
    context.remembered().placed(places, inPlace.size(), now);
    if (failures.count() == 0 && deleted.isEmpty() && context.remembered().absences().isEmpty()) {
      context.remembered().settled(overview, now);
    }
  }

  private Report report(Overview overview, int delivered, int deleted, Upkeep upkeep) {
    return new Report(
        delivered,
        meter.octets(),
        deleted,
        failures.count(),
        failures.sentence(),
        overview.messages() - deleted,
        Math.max(0, overview.octets() - octetsDeleted),
        upkeep,
        client.capabilities().loginDelaySeconds());
  }
}
