package portineria.fetch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
import portineria.fetch.pop3.UpstreamTrouble;
import portineria.store.Account;
import portineria.store.Intake;
import portineria.store.Intake.Seen;
import portineria.store.Mailbox;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Store;

/**
 * One session with an upstream mailbox, from login to QUIT, on the source's thread: look, fetch
 * what is new, wait until it is durable, mark for deletion what may go, QUIT, and only then count
 * it as deleted.
 *
 * <p>Whatever breaks it, what was delivered stays delivered and is known next time.
 */
final class Session {
  /** How often all is looked at again because messages have changed places. */
  private static final int SURE_AFTER = 3;

  private final Context context;
  private final Source source;
  private final Pop3Client client;
  private final ProgressMeter meter;
  private final Instant now;
  private final Failures failures;
  private final QuitDoubt doubt;
  private final Map<String, Seen> known = new HashMap<>();
  private long octetsDeleted;

  /** How many messages wait upstream because the account is full. */
  private int withoutRoom;

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
      Store store,
      BackedUp backedUp,
      FetchLimits limits) {}

  Session(Context context, Pop3Client client, ProgressMeter meter) {
    this.context = context;
    this.source = context.source();
    this.client = client;
    this.meter = meter;
    this.now = context.clock().instant();
    this.failures = new Failures(context.intake());
    this.doubt = new QuitDoubt(context.store(), source.name());
  }

  Report run(String password) throws UpstreamTrouble, Refusal {
    meter.phase(Phase.CONNECTING);
    client.open();
    client.login(source.user(), password);
    Overview overview = client.overview();
    if (!context.eager() && context.remembered().isUnchanged(overview, now)) {
      leave();
      return report(overview, 0, Upkeep.AS_EXPECTED);
    }
    context.remembered().unsettled();
    NavigableMap<Integer, Long> sizes =
        overview.messages() == 0 && overview.uniqueIds().isEmpty()
            ? new TreeMap<>()
            : client.sizes();
    return work(overview, new Listing(sizes, overview.uniqueIds()), SURE_AFTER);
  }

  private Report work(Overview overview, Listing listing, int again)
      throws UpstreamTrouble, Refusal {
    Ages ages = Ages.asOf(context.clock(), context.store());
    Deletions deletions = new Deletions(source.keep(), ages, context.backedUp());
    Census census = new Census(listing, context.limits().keyCharsMax());
    known.clear();
    context.intake().upstream().forEach(seen -> known.put(seen.key(), seen));
    Doubts doubts = doubts(census);
    List<String> inPlace = context.remembered().inPlace(census, now);
    context.remembered().forgetPlaces(); // until this session has come to its end
    Plan plan = plan(census, doubts, inPlace.size());
    Matching matching =
        new Matching(context.intake(), new Matching.Grounds(census, known, doubts.all(), inPlace));
    Deliverer deliverer = fetch(plan, matching);
    withoutRoom = plan.withoutRoom() + deliverer.withoutRoom();
    context.remembered().sizes().learn(census, deliverer.durable());
    if (matching.unsure() > 0 && again > 0) {
      return work(overview, listing, again - 1);
    }
    failures.forgetOthers();
    Map<Integer, Seen> here = hereNow(census, doubts, deliverer);
    doubts.settle(here.values());
    Set<String> deleted = delete(census, here, deletions, doubts);
    int unread = failures.count() + withoutRoom + doubts.count(census::lists) + matching.unsure();
    Upkeep upkeep =
        new Departures(context.intake(), context.remembered().absences(), client, now)
            .observe(known.values(), accountedFor(census, matching, deleted), deletions, unread);
    remember(census, here, inPlace, deleted);
    if (unread == 0 && deleted.isEmpty() && context.remembered().absences().isEmpty()) {
      context.remembered().settled(overview, now);
    }
    return report(overview, deleted.size(), upkeep);
  }

  private Doubts doubts(Census census) {
    ListedSizes sizes = context.remembered().sizes();
    return new Doubts(
        doubt.among(known.keySet()), sizes.otherThanKnown(census, known), sizes.readable());
  }

  private Plan plan(Census census, Doubts doubts, int inPlace) throws Refusal {
    long octetsMax = context.limits().pop3().messageOctetsMax();
    Plan plan =
        Plan.of(
            new Plan.Grounds(
                census,
                known.keySet(),
                doubts.toRead(),
                inPlace,
                failures.before(),
                context.account().quota(),
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
      new Reading(context, client, failures, meter, now).run(plan, deliverer);
    } finally {
      meter.delivered(deliverer.delivered());
    }
    deliverer.finish();
    for (Map.Entry<String, String> refused : deliverer.refused().entrySet()) {
      failures.add(refused.getKey(), refused.getValue(), now);
    }
    return deliverer;
  }

  /** All messages that are certainly durable, by their number. */
  private Map<Integer, Seen> hereNow(Census census, Doubts doubts, Deliverer deliverer) {
    Map<Integer, Seen> here = new TreeMap<>(deliverer.durable());
    census
        .keyByNumber()
        .forEach(
            (number, key) -> {
              Seen seen = known.get(key);
              if (seen != null && !doubts.about(key)) {
                here.putIfAbsent(number, seen);
              }
            });
    return here;
  }

  /**
   * Deletes what may go, and ends the session.
   *
   * @param doubts what is still in doubt
   * @return the keys of what the server has confirmed
   */
  private Set<String> delete(
      Census census, Map<Integer, Seen> here, Deletions deletions, Doubts doubts)
      throws UpstreamTrouble, Refusal {
    List<Integer> due = new ArrayList<>();
    for (Map.Entry<Integer, Seen> each : here.entrySet()) {
      if (due.size() < context.limits().deletesPerSession() && deletions.due(each.getValue())) {
        due.add(each.getKey());
      }
    }
    if (due.isEmpty()) {
      leave();
      if (doubt.isOpen()) {
        doubt.write(doubts.quit());
      }
      return Set.of();
    }
    meter.phase(Phase.DELETING);
    NavigableSet<Integer> marked = client.delete(due);
    Set<String> keys = new HashSet<>();
    for (Integer number : marked) {
      keys.add(Objects.requireNonNull(here.get(number)).key());
      octetsDeleted += census.octets(number);
    }
    Set<String> asked = new HashSet<>(doubts.quit());
    asked.addAll(keys);
    doubt.write(asked);
    client.quit();
    context.intake().deletedUpstream(keys, context.clock().instant());
    return keys;
  }

  /** Without deletions nobody needs the answer to QUIT. */
  private void leave() {
    try {
      client.quit();
    } catch (UpstreamTrouble e) {
      client.close();
    }
  }

  /** Everything that was known and is upstream still, went by our doing, or has another key. */
  private Set<String> accountedFor(Census census, Matching matching, Set<String> deleted) {
    Set<String> keys = new HashSet<>(matching.present());
    keys.addAll(matching.givenUp());
    keys.addAll(deleted);
    keys.addAll(census.keyByNumber().values());
    return keys;
  }

  private void remember(
      Census census, Map<Integer, Seen> here, List<String> inPlace, Set<String> deleted) {
    List<Place> places = new ArrayList<>();
    Iterator<String> presumed = inPlace.iterator();
    for (Integer number : census.nameless()) {
      Seen seen = here.get(number);
      if (seen == null && !presumed.hasNext()) {
        break; // It could not be read; what stands behind it is read again.
      }
      String key = presumed.hasNext() ? presumed.next() : Objects.requireNonNull(seen).key();
      if (!deleted.contains(key)) {
        places.add(new Place(census.face(number), key));
      }
    }
    context.remembered().placed(places, inPlace.size(), now);
  }

  private Optional<String> full() {
    return withoutRoom == 0
        ? Optional.empty()
        : Optional.of(
            "There is no more room for the mail of "
                + source.account()
                + ": "
                + (withoutRoom == 1 ? "1 message waits" : withoutRoom + " messages wait")
                + " at the provider until something is deleted here or the limit is raised.");
  }

  private Report report(Overview overview, int deleted, Upkeep upkeep) {
    return new Report(
        meter.delivered(),
        meter.octets(),
        deleted,
        failures.count() + withoutRoom,
        full().or(failures::sentence),
        withoutRoom > 0,
        overview.messages() - deleted,
        Math.max(0, overview.octets() - octetsDeleted),
        upkeep,
        client.capabilities().loginDelaySeconds());
  }
}
