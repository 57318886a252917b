package portineria.vault.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import portineria.fetch.Ages;
import portineria.fetch.ClockDoubt;
import portineria.store.AuditText;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Policy;
import portineria.store.Remains;
import portineria.store.SpecialUse;

/**
 * Holds beat sweep and erasure, and nothing goes before its time: over any decisions and clocks.
 */
class RulesPropertiesTest {
  private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
  private static final int DAYS = 6000;
  private static final List<String> ACCOUNTS = List.of("anna", "bruno");
  private static final List<String> PEOPLE = List.of("rossi@example.org", "@example.com");
  private static final List<String> WORDS = List.of("perizia", "offerta");

  /** A message: what is known of it and what it says. */
  record Message(
      Remains remains, Instant sent, Set<String> people, Set<String> words, boolean damaged)
      implements Subject {
    @Override
    public String account() {
      return remains.account();
    }

    @Override
    public List<Instant> dates() {
      return List.of(sent, remains.received());
    }

    @Override
    public boolean isWith(String correspondent) throws IOException {
      return read(people).contains(correspondent);
    }

    @Override
    public boolean says(String text) throws IOException {
      return read(words).contains(text);
    }

    private Set<String> read(Set<String> content) throws IOException {
      if (damaged) {
        throw new IOException("damaged");
      }
      return content;
    }
  }

  /** Everything that the decision depends on. */
  record World(Message message, Rules rules, LocalDate eraseOn) {
    Verdict sweep() {
      return rules.verdict(message.remains, message);
    }

    Verdict leave() {
      Leaver leaver = new Leaver(message.account(), BEGIN, Optional.empty(), eraseOn, "retired");
      return rules.verdict(leaver, message);
    }

    World with(Holds holds) {
      return new World(message, new Rules(rules.policies(), holds, rules.ages()), eraseOn);
    }

    World with(Ages ages) {
      return new World(message, new Rules(rules.policies(), rules.holds(), ages), eraseOn);
    }
  }

  /** Said once more, in other words than the code's: whether one hold covers the message. */
  private static boolean isHeld(Message message, Hold hold) {
    boolean ofAccount = hold.account().map(message.account()::equals).orElse(true);
    boolean inTime =
        message.dates().stream()
            .anyMatch(
                date -> (hold.from().isEmpty() && hold.to().isEmpty()) || overlaps(hold, date));
    boolean readable = !message.damaged;
    boolean person =
        hold.correspondent().map(one -> !readable || message.people.contains(one)).orElse(true);
    boolean words = hold.text().map(one -> !readable || message.words.contains(one)).orElse(true);
    return ofAccount && inTime && person && words;
  }

  /** In any zone the message is of a day of the hold's. */
  private static boolean overlaps(Hold hold, Instant date) {
    for (int zone = -12; zone <= 14; zone++) {
      LocalDate day = LocalDate.ofInstant(date, ZoneOffset.ofHours(zone));
      boolean early = hold.from().isPresent() && day.isBefore(hold.from().get());
      boolean late = hold.to().isPresent() && day.isAfter(hold.to().get());
      if (!early && !late) {
        return true;
      }
    }
    return false;
  }

  /** By when at the earliest a time was really past that was written down as {@code written}. */
  private static Instant truth(Instant written, ClockDoubt doubt) {
    Instant truth = written;
    for (ClockDoubt.Span span : doubt.spans()) {
      boolean within =
          written.getEpochSecond() >= span.from() && written.getEpochSecond() < span.truth();
      if (within && span.truth() == Long.MAX_VALUE) {
        return Instant.MAX;
      }
      if (within && truth.getEpochSecond() < span.truth()) {
        truth = Instant.ofEpochSecond(span.truth());
      }
    }
    return truth;
  }

  private static boolean hasPassed(World world, Instant written, Period time) {
    Instant truth = truth(written, world.rules.ages().doubt());
    return truth.isBefore(Instant.MAX)
        && !truth.atOffset(ZoneOffset.UTC).plus(time).toInstant().isAfter(world.rules.ages().now());
  }

  private static boolean isOfDraftsOrJunk(Remains.Place place) {
    return place.use().filter(Set.of(SpecialUse.DRAFTS, SpecialUse.JUNK)::contains).isPresent();
  }

  /** Whether the time of one place has come, by what the sign of the room says. */
  private static boolean isOver(World world, Remains.Place place) {
    if (!hasPassed(world, place.removed().orElseThrow(), Period.ofDays(30))) {
      return false;
    }
    Optional<Period> retention =
        Optional.ofNullable(world.rules.policies().get(world.message.account()))
            .flatMap(Policy::retention);
    return isOfDraftsOrJunk(place)
        || (retention.isPresent()
            && hasPassed(world, world.message.remains.received(), retention.get()));
  }

  @Property(tries = 3000)
  void nothingThatAMailboxListsIsSwept(@ForAll("worlds") World world) {
    if (world.message.remains.places().stream().anyMatch(place -> place.removed().isEmpty())) {
      assertEquals(new Verdict.Listed(), world.sweep());
    }
  }

  @Property(tries = 3000)
  void holdsBeatSweepAndErasure(@ForAll("worlds") World world) {
    List<Hold> covering =
        world.rules.holds().inForce().stream().filter(hold -> isHeld(world.message, hold)).toList();
    assertEquals(covering, world.rules.holds().covering(world.message));
    if (!covering.isEmpty()) {
      assertNotEquals(new Verdict.Due(), world.sweep());
      assertNotEquals(new Verdict.Due(), world.leave());
    }
  }

  @Property(tries = 3000)
  void aHoldMoreNeverLetsSomethingGo(@ForAll("worlds") World world, @ForAll("holds") Hold another) {
    List<Hold> more = new ArrayList<>(world.rules.holds().inForce());
    more.add(another);
    World held = world.with(new Holds(more));
    assertFalse(isDue(held.sweep()) && !isDue(world.sweep()));
    assertFalse(isDue(held.leave()) && !isDue(world.leave()));
  }

  @Property(tries = 3000)
  void aClockThatIsNotSetLetsNothingGo(@ForAll("worlds") World world) {
    Ages ages = world.rules.ages();
    World unset = world.with(new Ages(ages.now(), false, ages.doubt()));
    assertFalse(isDue(unset.sweep()));
    assertFalse(isDue(unset.leave()));
  }

  @Property(tries = 5000)
  void nothingGoesBeforeItsTime(@ForAll("worlds") World world) {
    Verdict verdict = world.sweep();
    Statistics.collect(verdict.getClass().getSimpleName());
    if (isDue(verdict)) {
      List<Remains.Place> places = world.message.remains.places();
      assertTrue(
          places.stream()
              .filter(place -> !place.moved() || places.stream().allMatch(Remains.Place::moved))
              .allMatch(place -> isOver(world, place)));
    }
    if (isDue(world.leave())) {
      LocalDate today = LocalDate.ofInstant(world.rules.ages().now(), ZoneOffset.UTC);
      assertFalse(today.isBefore(world.eraseOn));
    }
  }

  @Property(tries = 3000)
  void whatIsOverEverywhereAndNotHeldGoes(@ForAll("worlds") World world) {
    World free = world.with(Holds.NONE);
    List<Remains.Place> places = world.message.remains.places();
    if (world.rules.ages().clockTrusted()
        && places.stream().allMatch(place -> place.removed().isPresent())
        && places.stream().allMatch(place -> isOver(world, place))) {
      assertEquals(new Verdict.Due(), free.sweep());
    }
  }

  @Property(tries = 3000)
  void whatMayGoMayGoLater(@ForAll("worlds") World world) {
    Ages ages = world.rules.ages();
    World later = world.with(new Ages(ages.now().plus(Duration.ofDays(400)), true, ages.doubt()));
    assertFalse(isDue(world.sweep()) && !isDue(later.sweep()));
    assertFalse(isDue(world.leave()) && !isDue(later.leave()));
  }

  private static boolean isDue(Verdict verdict) {
    return verdict.equals(new Verdict.Due());
  }

  @Provide
  Arbitrary<World> worlds() {
    Arbitrary<Rules> rules =
        Combinators.combine(policies(), holds().list().ofMaxSize(3), ages())
            .as((policies, holds, ages) -> new Rules(policies, new Holds(holds), ages));
    return Combinators.combine(messages(), rules, days()).as(World::new);
  }

  private Arbitrary<Message> messages() {
    Arbitrary<Remains> remains =
        Combinators.combine(
                Arbitraries.of(ACCOUNTS), times(), places().list().ofMinSize(1).ofMaxSize(3))
            .as(
                (account, received, places) ->
                    new Remains(
                        account,
                        new MessageId(1),
                        AuditText.NOTHING,
                        1,
                        received,
                        received,
                        places));
    return Combinators.combine(
            remains,
            times(),
            Arbitraries.of(PEOPLE).set().ofMaxSize(2),
            Arbitraries.of(WORDS).set().ofMaxSize(2),
            Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true)))
        .as(Message::new);
  }

  private Arbitrary<Remains.Place> places() {
    Arbitrary<Optional<SpecialUse>> uses =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(SpecialUse.DRAFTS),
            Optional.of(SpecialUse.JUNK),
            Optional.of(SpecialUse.TRASH));
    return Combinators.combine(
            uses, times(), times().optional(0.9), Arbitraries.integers().between(0, 3))
        .as(
            (use, added, removed, moved) ->
                new Remains.Place(MailboxName.INBOX, use, added, removed, moved == 0));
  }

  private Arbitrary<Map<String, Policy>> policies() {
    Arbitrary<Optional<Period>> periods =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(Period.ofDays(1)),
            Optional.of(Period.ofDays(90)),
            Optional.of(Period.ofMonths(18)),
            Optional.of(Period.ofYears(10)));
    return Combinators.combine(periods.optional(0.8), periods.optional(0.8))
        .as(
            (anna, bruno) -> {
              Map<String, Policy> policies = new HashMap<>();
              anna.ifPresent(time -> policies.put("anna", policy("anna", time)));
              bruno.ifPresent(time -> policies.put("bruno", policy("bruno", time)));
              return policies;
            });
  }

  private static Policy policy(String account, Optional<Period> retention) {
    return new Policy(account, Policy.Kind.PERSONAL, retention, "told", BEGIN);
  }

  @Provide
  Arbitrary<Hold> holds() {
    return Combinators.combine(
            Arbitraries.of(ACCOUNTS).optional(0.5),
            Arbitraries.of(PEOPLE).optional(0.4),
            Arbitraries.of(WORDS).optional(0.3),
            days().optional(0.3),
            days().optional(0.3))
        .as(
            (account, person, words, one, other) -> {
              boolean inOrder = one.isEmpty() || other.isEmpty() || !one.get().isAfter(other.get());
              boolean any =
                  account.isPresent()
                      || person.isPresent()
                      || words.isPresent()
                      || one.isPresent()
                      || other.isPresent();
              return new Hold(
                  "hold",
                  any ? account : Optional.of("anna"),
                  person,
                  words,
                  inOrder ? one : other,
                  inOrder ? other : one,
                  "lawsuit",
                  BEGIN);
            });
  }

  private Arbitrary<Ages> ages() {
    Arbitrary<ClockDoubt.Span> spans =
        Combinators.combine(times(), Arbitraries.longs().between(0, 400), Arbitraries.of(9, 10))
            .as(
                (from, days, open) ->
                    new ClockDoubt.Span(
                        from.getEpochSecond(),
                        open == 10 && days < 40
                            ? Long.MAX_VALUE
                            : from.plus(Duration.ofDays(days)).getEpochSecond()));
    return Combinators.combine(
            times(), Arbitraries.integers().between(0, 9), spans.list().ofMaxSize(2))
        .as((now, trusted, doubt) -> new Ages(now, trusted > 0, new ClockDoubt(doubt)));
  }

  /** Around midnight, so that the edges are met. */
  private Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.integers().between(0, DAYS), Arbitraries.integers().between(-1, 1))
        .as((day, second) -> BEGIN.plus(Duration.ofDays(day)).plusSeconds(second));
  }

  private Arbitrary<LocalDate> days() {
    return Arbitraries.integers()
        .between(0, DAYS)
        .map(day -> LocalDate.ofInstant(BEGIN, ZoneOffset.UTC).plusDays(day));
  }
}
