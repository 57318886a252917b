package portineria.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.health.Cause;
import portineria.health.Finding;
import portineria.health.Urgency;
import portineria.health.Words;
import portineria.store.Troubles.Told;
import portineria.store.Troubles.Trouble;

/** What is remembered of what was found, and what of it is news. Pure: time comes in. */
final class Ledger {
  /** A clock that was set back by more can't tell how long something lasts. */
  private static final Duration CLOCK_SET_BACK = Duration.ofHours(1);

  private Ledger() {}

  /**
   * After a look.
   *
   * @param known to be remembered from now on, as long as nobody was told of {@code news}
   */
  record Step(List<Trouble> known, List<News> news) {

    /** The same, where people were told of those causes. */
    List<Trouble> told(Set<Cause> causes, Instant now) {
      List<Trouble> all = new ArrayList<>();
      for (Trouble one : known) {
        Optional<News> of =
            news.stream()
                .filter(each -> each.cause().text().equals(one.cause()))
                .filter(each -> causes.contains(each.cause()))
                .findFirst();
        all.add(of.map(each -> told(one, each, now)).orElse(one));
      }
      return all;
    }

    private static Trouble told(Trouble one, News news, Instant now) {
      return new Trouble(
          one.cause(),
          one.account(),
          one.urgency(),
          news.words().english(),
          news.words().italian(),
          one.since(),
          one.gone(),
          one.told().with(one.urgency(), now));
    }
  }

  /**
   * Takes in what was found now.
   *
   * @param before what was remembered
   * @param found whatever was found; notes are passed over
   */
  static Step step(List<Trouble> before, List<Finding> found, Instant now) {
    Map<String, Trouble> known = new LinkedHashMap<>();
    before.forEach(one -> known.put(one.cause(), one));
    Map<String, Finding> present = new LinkedHashMap<>();
    found.stream()
        .filter(Finding::needsPerson)
        .forEach(one -> present.merge(one.cause().text(), one, Ledger::moreUrgent));
    List<Trouble> after = new ArrayList<>();
    List<News> news = new ArrayList<>();
    for (Finding finding : present.values()) {
      Optional<Trouble> was = Optional.ofNullable(known.remove(finding.cause().text()));
      Trouble is = was.map(one -> seen(one, finding)).orElseGet(() -> fresh(finding, now));
      after.add(is);
      wrong(is, finding, now).ifPresent(news::add);
    }
    for (Trouble was : known.values()) {
      Trouble is = was.gone().isPresent() ? was : gone(was, now);
      Cause cause = Cause.parse(was.cause());
      if (!isPast(is.gone().orElse(now), cause.topic().calm(), now)) {
        after.add(is);
      } else if (was.told().isAnything()
          && present.values().stream().noneMatch(one -> one.cause().isAkin(cause))) {
        news.add(over(is, cause, now));
      }
    }
    return new Step(List.copyOf(after), List.copyOf(news));
  }

  private static Finding moreUrgent(Finding one, Finding other) {
    return other.urgency().compareTo(one.urgency()) > 0 ? other : one;
  }

  private static Trouble fresh(Finding finding, Instant now) {
    return trouble(finding, now, Told.NOTHING);
  }

  private static Trouble trouble(Finding finding, Instant since, Told told) {
    return new Trouble(
        finding.cause().text(),
        finding.account(),
        finding.urgency().level(),
        finding.words().english(),
        finding.words().italian(),
        since,
        Optional.empty(),
        told);
  }

  /** What only its words tell anew is not written down each minute: flash wears out. */
  private static Trouble seen(Trouble was, Finding finding) {
    boolean same =
        was.gone().isEmpty()
            && was.urgency() == finding.urgency().level()
            && was.account().equals(finding.account());
    return same ? was : trouble(finding, was.since(), was.told());
  }

  private static Trouble gone(Trouble was, Instant now) {
    return new Trouble(
        was.cause(),
        was.account(),
        was.urgency(),
        was.english(),
        was.italian(),
        was.since(),
        Optional.of(now),
        was.told());
  }

  private static Optional<News> wrong(Trouble is, Finding finding, Instant now) {
    if (is.told().urgency() >= is.urgency()
        || !isPast(is.since(), finding.cause().topic().settle(), now)) {
      return Optional.empty();
    }
    return Optional.of(
        new News(
            is.told().isAnything() ? News.Kind.WORSE : News.Kind.WRONG,
            finding.cause(),
            finding.account(),
            finding.urgency(),
            finding.words(),
            is.since()));
  }

  private static News over(Trouble is, Cause cause, Instant now) {
    return new News(
        News.Kind.OVER,
        cause,
        is.account(),
        Urgency.of(is.urgency()),
        new Words(is.english(), is.italian()),
        is.gone().orElse(now));
  }

  /** Whether that time has passed since {@code from}. */
  static boolean isPast(Instant from, Duration time, Instant now) {
    return !now.isBefore(from.plus(time)) || now.isBefore(from.minus(CLOCK_SET_BACK));
  }
}
