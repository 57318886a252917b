package portineria.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * How long the mail of an account is kept after it came. It delays the sweeper, which removes
 * nothing that a mailbox lists.
 *
 * @param retention for ever where it is empty
 * @param reason why just so long, in the words of who decided it
 */
public record Policy(
    String account, Kind kind, Optional<Period> retention, String reason, Instant decided) {
  /** Nobody lives to see the end of it. */
  public static final int YEARS_MAX = 100;

  /** Whose the mail is. */
  public enum Kind {
    /** An address of the firm: its correspondence is kept as the law of commerce wants it. */
    COMPANY,
    /** A person's: how long it is kept is a choice, and people are told of it. */
    PERSONAL
  }

  public Policy {
    LocalDate longest = LocalDate.EPOCH.plusYears(YEARS_MAX);
    if (retention
        .filter(
            time ->
                time.isZero() || time.isNegative() || LocalDate.EPOCH.plus(time).isAfter(longest))
        .isPresent()) {
      throw new IllegalArgumentException("mail is kept for 1 day to 100 years");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("no reason");
    }
  }
}
