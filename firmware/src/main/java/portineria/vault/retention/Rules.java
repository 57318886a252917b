package portineria.vault.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.fetch.Ages;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.Policy;
import portineria.store.SpecialUse;

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

  public Rules {
    policies = Map.copyOf(policies);
  }

  /** Whether the sweeper may take a message away for good. */
  public Verdict verdict(Remains remains, Subject subject) {
    if (remains.isListed() || remains.places().isEmpty()) {
      return new Verdict.Listed();
    }
    for (Remains.Place end : remains.ends()) {
      if (!isPassing(end) && !policies.containsKey(remains.account())) {
        return new Verdict.Undecided();
      }
      if (!isOver(remains, end)) {
        return new Verdict.Waits();
      }
    }
    List<Hold> covering = holds.covering(subject);
    return covering.isEmpty() ? new Verdict.Due() : new Verdict.Held(covering);
  }

  /** Whether a message of somebody who has left goes, listed or not: the day has come. */
  public Verdict verdict(Leaver leaver, Subject subject) {
    if (!ages.clockTrusted() || today().isBefore(leaver.eraseOn())) {
      return new Verdict.Waits();
    }
    List<Hold> covering = holds.covering(subject);
    return covering.isEmpty() ? new Verdict.Due() : new Verdict.Held(covering);
  }

  /** Nowhere on earth it is an earlier day. */
  private LocalDate today() {
    return LocalDate.ofInstant(ages.now(), ZoneOffset.ofHours(-12));
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
    Optional<Period> retention =
        Optional.ofNullable(policies.get(remains.account())).flatMap(Policy::retention);
    return retention.isPresent()
        && isPast(removed, REGRET)
        && isPast(remains.received(), retention.get());
  }

  /** Whether it is certain that so much time has passed since what was written down then. */
  private boolean isPast(Instant written, Period time) {
    Optional<Instant> since = ages.clockTrusted() ? ages.certain(written) : Optional.empty();
    return since.isPresent()
        && !since.get().atOffset(ZoneOffset.UTC).plus(time).toInstant().isAfter(ages.now());
  }
}
