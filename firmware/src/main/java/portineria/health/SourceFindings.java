package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Intake.Failure;
import portineria.store.Source;
import portineria.store.Sources.Status;

/** How one upstream mailbox is. */
public final class SourceFindings {
  /** Providers that make passwords expire mostly say so two weeks before. */
  private static final int EXPIRY_DAYS = 14;

  /** How long another program's deletion is told of, after the last one. */
  private static final Duration EMPTIED_LONGEST = Duration.ofDays(7);

  /** Then it may still be at it. */
  private static final Duration EMPTIED_LATELY = Duration.ofDays(1);

  /** Failed messages that are named; the rest is counted. */
  private static final int NAMED_MAX = 5;

  private SourceFindings() {}

  /** What needs a person; empty if all is well. */
  public static List<Finding> of(
      Source source, Status status, List<Failure> failures, Instant now) {
    List<Finding> findings = new ArrayList<>();
    status.problem().ifPresent(problem -> findings.add(Finding.need(problem(problem, status))));
    status
        .emptiedByOther()
        .filter(when -> when.plus(EMPTIED_LONGEST).isAfter(now))
        .ifPresent(
            when ->
                findings.add(
                    new Finding(
                        when.plus(EMPTIED_LATELY).isAfter(now) ? Urgency.NOW : Urgency.TODAY,
                        "another program deletes messages from this mailbox, last seen "
                            + Times.minute(when)
                            + ": find out which and stop it, or mail will be missing here")));
    if (!failures.isEmpty()) {
      findings.add(Finding.need(failed(failures)));
    }
    source.passwordExpires().flatMap(day -> expiry(day, now)).ifPresent(findings::add);
    return findings;
  }

  private static String problem(String problem, Status status) {
    return status.problemSince().map(at -> "since " + Times.minute(at) + ": ").orElse("") + problem;
  }

  private static String failed(List<Failure> failures) {
    StringBuilder sentence = new StringBuilder();
    sentence.append(failures.size()).append(failures.size() == 1 ? " message" : " messages");
    sentence.append(" could not be fetched, tried again later:");
    failures.stream()
        .limit(NAMED_MAX)
        .forEach(
            failure ->
                sentence
                    .append(' ')
                    .append(failure.key())
                    .append(failure.lastReason().map(reason -> " (" + reason + ")").orElse("")));
    return sentence.append(failures.size() > NAMED_MAX ? " …" : "").toString();
  }

  private static Optional<Finding> expiry(LocalDate day, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneId.systemDefault());
    long days = ChronoUnit.DAYS.between(today, day);
    if (days > EXPIRY_DAYS) {
      return Optional.empty();
    }
    String when = days < 0 ? "expired on " : "expires on ";
    return Optional.of(
        Finding.need(
            "the provider's password "
                + when
                + day
                + ": change it there, then portineria source set with --password-file and"
                + " --password-expires"));
  }
}
