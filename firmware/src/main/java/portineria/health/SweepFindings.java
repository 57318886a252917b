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
                  "Old mail was not removed"
                      + since
                      + ": that waits for a time server to set the clock",
                  italian(last) + ": si aspetta che un server dell'ora regoli l'orologio"))
          .typed("timedatectl");
    }
    if (overdue) {
      return Finding.need(
              Cause.of(Topic.SWEEP),
              new Words(
                  "Old mail was not removed"
                      + since
                      + ": start the box again; if that does not help, ask who looks after it",
                  italian(last)
                      + ": riavviare l'apparecchio; se non basta, chiedere a chi se ne occupa"))
          .typed("portineria vault sweep");
    }
    return Finding.note(
        last.map(Times::minute)
            .map(
                when ->
                    new Words(
                        "What is past its time was last removed " + when + ".",
                        "La posta scaduta è stata tolta l'ultima volta il " + when + "."))
            .orElse(
                new Words(
                    "What is past its time is removed every night; it was not yet.",
                    "La posta scaduta viene tolta ogni notte; non è ancora successo.")));
  }

  private static String italian(Optional<Instant> last) {
    return "La posta scaduta non viene tolta"
        + last.map(when -> " dal " + Times.minute(when)).orElse("");
  }
}
