package portineria.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import portineria.store.Refusal;
import portineria.store.Source;
import portineria.store.Sources;
import portineria.store.Sources.Status;
import portineria.store.Sources.Why;

/**
 * How the upstream mailboxes are. Where none of several can be reached, it is the office's line,
 * and one finding says that in the place of all.
 *
 * @param statuses how each was last found, by its name
 */
record AllSources(Sources sources, Function<String, Status> statuses, Instant now) {

  List<Finding> findings() throws Refusal {
    List<Finding> findings = new ArrayList<>();
    Optional<Finding> network = network();
    network.ifPresent(findings::add);
    for (Source source : sources.all()) {
      List<Finding> wrong =
          wrong(source).stream()
              .filter(one -> network.isEmpty() || one.cause().topic() != Topic.SOURCE_FAILING)
              .toList();
      if (wrong.isEmpty() && network.isEmpty()) {
        findings.add(
            SourceFindings.isFull(statuses.apply(source.name())) ? waits(source) : well(source));
      }
      Words name = new Words("Source " + source.name() + ": ", "Casella " + source.name() + ": ");
      wrong.forEach(one -> findings.add(one.after(name)));
    }
    return findings;
  }

  private List<Finding> wrong(Source source) throws Refusal {
    Status status = statuses.apply(source.name());
    List<Finding> wrong =
        new ArrayList<>(
            SourceFindings.of(source, status, sources.intake(source.name()).failures(), now));
    List<Instant> hours = sources.intake(source.name()).hours(now.minus(SilenceFindings.WEEKS));
    SilenceFindings.of(source, status, hours, now)
        .filter(silent -> !SourceFindings.isFull(status))
        .ifPresent(wrong::add);
    return wrong;
  }

  private static Finding waits(Source source) {
    return Finding.note(
        new Words(
            "Source "
                + source.name()
                + ": mail waits at the provider until there is room for the mail of "
                + source.account()
                + ".",
            "Casella "
                + source.name()
                + ": la posta aspetta presso il provider finché c'è spazio per quella di "
                + source.account()
                + "."));
  }

  private Finding well(Source source) {
    Words when =
        statuses
            .apply(source.name())
            .lastSuccess()
            .map(Times::minute)
            .map(at -> new Words("well, fetched " + at, "bene, scaricata il " + at))
            .orElse(new Words("well, not fetched yet", "bene, non ancora scaricata"));
    return Finding.note(
        new Words(
            "Source " + source.name() + ": " + when.english() + ".",
            "Casella " + source.name() + ": " + when.italian() + "."));
  }

  private Optional<Finding> network() {
    List<Source> fetched = sources.all().stream().filter(source -> !source.paused()).toList();
    List<Status> found = fetched.stream().map(Source::name).map(statuses).toList();
    boolean away = found.stream().allMatch(status -> status.why().equals(Optional.of(Why.NETWORK)));
    if (!away || fetched.stream().map(Source::host).distinct().count() < 2) {
      return Optional.empty();
    }
    Optional<Instant> since =
        found.stream()
            .flatMap(status -> status.problemSince().stream())
            .max(Comparator.naturalOrder());
    String at = since.map(Times::minute).orElse("");
    String first = found.getFirst().problem().orElse("");
    int count = fetched.size();
    return Optional.of(
        Finding.need(
            Cause.of(Topic.NETWORK),
            new Words(
                "None of the "
                    + count
                    + " sources can be reached since "
                    + at
                    + ": look at the router and at the box's cable ("
                    + first
                    + ")",
                "Nessuna delle "
                    + count
                    + " caselle è raggiungibile dal "
                    + at
                    + ": guardare il router e il cavo dell'apparecchio ("
                    + first
                    + ")")));
  }
}
