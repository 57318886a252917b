package portineria.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether what is past its time goes every night. */
final class SweepFindings {
  /** A box that is off over a weekend has done nothing wrong. */
  private static final Duration OVERDUE = Duration.ofDays(4);

  private SweepFindings() {}

  /**
   * What there is to say.
   *
   * @param last when a sweep last came to its end
   */
  static Finding of(Optional<Instant> last, Instant now, boolean clockTrusted) {
    boolean overdue = last.filter(when -> when.isBefore(now.minus(OVERDUE))).isPresent();
    String since = last.map(when -> " since " + Times.minute(when)).orElse(" yet");
    if (!clockTrusted) {
      return Finding.of(
          overdue ? Urgency.TODAY : Urgency.NONE,
          Cause.of(Topic.SWEEP),
          new Words(
              "Nothing was swept"
                  + since
                  + ": that waits for a time server to set the clock, see timedatectl",
              italian(last)
                  + ": si aspetta che un server dell'ora regoli l'orologio, vedi timedatectl"));
    }
    if (overdue) {
      return Finding.need(
          Cause.of(Topic.SWEEP),
          new Words(
              "Nothing was swept" + since + ": read the log, or try portineria vault sweep",
              italian(last) + ": leggere il registro, o provare portineria vault sweep"));
    }
    return Finding.note(
        last.map(when -> "What is past its time was last swept " + Times.minute(when) + ".")
            .orElse("What is past its time is swept every night; it was not yet."));
  }

  private static String italian(Optional<Instant> last) {
    return "La posta scaduta non viene tolta"
        + last.map(when -> " dal " + Times.minute(when)).orElse("");
  }
}
