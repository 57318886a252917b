package portineria.vault.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.fetch.Ages;
import portineria.fetch.TrustedClock;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.Remains;
import portineria.store.SpecialUse;
import portineria.store.Store;

/**
 * What is to become of messages. Pure: the same facts, decisions and clock give the same verdict.
 *
 * @param policies by account
 */
public record Rules(Map<String, Policy> policies, Holds holds, Ages ages) {
  /** Mail of the firm, where nothing else is said: art. 2220 of the Italian civil code. */
  public static final Optional<Period> COMPANY = Optional.of(Period.ofYears(10));

  /** So long at least can be had back what was removed. */
  public static final Period REGRET = Period.ofDays(30);

  /** How long drafts and junk are kept after they were removed. */
  public static final Period PASSING = Period.ofDays(30);

  /** Who sorts mail, by hand or by a filter, has done it by then. */
  static final Duration SORTED_WITHIN = Duration.ofDays(14);

  public Rules {
    policies = Map.copyOf(policies);
  }

  /** Those that are in force now. */
  public static Rules asOf(TrustedClock clock, Store store) throws Refusal {
    Map<String, Policy> policies = new HashMap<>();
    for (String account : store.accountNames()) {
      store.decisions().policy(account).ifPresent(policy -> policies.put(account, policy));
    }
    return new Rules(policies, new Holds(store.decisions().holds()), Ages.asOf(clock, store));
  }

  /**
   * Whether the time for which its account's mail is kept is not over for certain, wherever the
   * message is: who erases it on request goes against a decision, or before one was made. Drafts
   * and junk are kept for nobody.
   */
  public boolean isRetained(Remains remains) {
    if (!remains.places().isEmpty() && remains.places().stream().allMatch(Rules::isPassing)) {
      return false;
    }
    Optional<Period> retention = retention(remains);
    return retention.isEmpty() || !isPast(remains.received(), retention.get());
  }

  /** Whether the sweeper may take a message away for good. */
  public Verdict verdict(Remains remains, Subject subject) {
    if (remains.isListed() || remains.places().isEmpty()) {
      return new Verdict.Listed();
    }
    for (Remains.Place end : ends(remains.places())) {
      if (!isPassing(end) && !policies.containsKey(remains.account())) {
        return new Verdict.Undecided();
      }
      if (!isOver(remains, end)) {
        return new Verdict.Waits();
      }
    }
    return unlessHeld(subject);
  }

  /** Whether a message of somebody who has left goes, listed or not: the day has come. */
  public Verdict verdict(Leaver leaver, Subject subject) {
    return isOver(leaver) ? unlessHeld(subject) : new Verdict.Waits();
  }

  /** Whether the day has come, everywhere on earth. */
  boolean isOver(Leaver leaver) {
    LocalDate today = LocalDate.ofInstant(ages.now(), ZoneOffset.ofHours(-12));
    return ages.clockTrusted() && !today.isBefore(leaver.eraseOn());
  }

  private Verdict unlessHeld(Subject subject) {
    List<Hold> covering = holds.covering(subject);
    return covering.isEmpty() ? new Verdict.Due() : new Verdict.Held(covering);
  }

  /** Those that count; all where nothing tells at which it was thrown away. */
  private static List<Remains.Place> ends(List<Remains.Place> places) {
    return places.stream().allMatch(Remains.Place::moved)
        ? places
        : places.stream().filter(place -> !isPassedThrough(place)).toList();
  }

  /** Whether it was taken elsewhere so soon that it never was at home there. */
  private static boolean isPassedThrough(Remains.Place place) {
    Duration stay =
        place.removed().map(gone -> Duration.between(place.added(), gone)).orElse(Duration.ZERO);
    return place.moved() && !stay.isNegative() && stay.compareTo(SORTED_WITHIN) <= 0;
  }

  private static boolean isPassing(Remains.Place place) {
    return place.use().equals(Optional.of(SpecialUse.DRAFTS))
        || place.use().equals(Optional.of(SpecialUse.JUNK));
  }

  private boolean isOver(Remains remains, Remains.Place end) {
    Instant removed = end.removed().orElseThrow();
    if (isPassing(end)) {
      return isPast(removed, PASSING);
    }
    Optional<Period> retention = retention(remains);
    return retention.isPresent()
        && isPast(removed, REGRET)
        && isPast(remains.received(), retention.get());
  }

  /** Empty where it is for ever, or nobody has decided. */
  private Optional<Period> retention(Remains remains) {
    return Optional.ofNullable(policies.get(remains.account())).flatMap(Policy::retention);
  }

  /** Whether it is certain that so much time has passed since what was written down then. */
  private boolean isPast(Instant written, Period time) {
    Optional<Instant> since = ages.clockTrusted() ? ages.certain(written) : Optional.empty();
    return since.isPresent()
        && !since.get().atOffset(ZoneOffset.UTC).plus(time).toInstant().isAfter(ages.now());
  }
}
