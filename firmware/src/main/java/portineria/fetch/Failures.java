package portineria.fetch;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.store.Intake;
import portineria.store.Intake.Failure;
import portineria.store.Refusal;

/** The messages of a maildrop that could not be fetched, as one session finds and leaves them. */
final class Failures {
  private final Intake intake;
  private final List<Failure> before;
  private final Set<String> left = new HashSet<>();
  private Optional<String> lastReason = Optional.empty();

  Failures(Intake intake) {
    this.intake = intake;
    this.before = intake.failures();
  }

  List<Failure> before() {
    return before;
  }

  /** This one failed now. */
  void add(String key, String reason, Instant when) throws Refusal {
    intake.failed(key, reason, when);
    left.add(key);
    lastReason = Optional.of(reason);
  }

  /** This one is as it was: written down once is enough. */
  void keep(String key, String reason, Instant when) throws Refusal {
    if (before.stream().anyMatch(failure -> failure.key().equals(key))) {
      left.add(key);
      lastReason = Optional.of(reason);
    } else {
      add(key, reason, when);
    }
  }

  /** Those that were not tried this time. */
  void skipped(Set<String> keys) {
    for (Failure failure : before) {
      if (keys.contains(failure.key())) {
        left.add(failure.key());
        lastReason = lastReason.or(failure::lastReason);
      }
    }
  }

  /** When everything was asked for: what is not listed any more, or is known now, is forgotten. */
  void forgetOthers() throws Refusal {
    List<String> over =
        before.stream().map(Failure::key).filter(key -> !left.contains(key)).toList();
    if (!over.isEmpty()) {
      intake.forgetFailures(over);
    }
  }

  int count() {
    return left.size();
  }

  /** In a sentence, if there are any. */
  Optional<String> sentence() {
    if (left.isEmpty()) {
      return Optional.empty();
    }
    String many =
        left.size() == 1
            ? "1 message could not be fetched and is tried again later: "
            : left.size() + " messages could not be fetched and are tried again later: ";
    return Optional.of(many + lastReason.orElse("the server gave no reason."));
  }
}
