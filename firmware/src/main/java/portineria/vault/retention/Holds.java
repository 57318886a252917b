package portineria.vault.retention;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import portineria.store.Hold;

/** The holds in force, and which of them a message is under. */
public record Holds(List<Hold> inForce) {
  public static final Holds NONE = new Holds(List.of());

  public Holds {
    inForce = List.copyOf(inForce);
  }

  /** Those that cover the message; what can't be read is covered by each that would have to. */
  public List<Hold> covering(Subject subject) {
    return inForce.stream().filter(hold -> covers(hold, subject)).toList();
  }

  /** What costs most is asked last. */
  private static boolean covers(Hold hold, Subject subject) {
    if (hold.account().filter(account -> !account.equals(subject.account())).isPresent()
        || subject.dates().stream().noneMatch(date -> isWithin(hold, date))) {
      return false;
    }
    try {
      return (hold.correspondent().isEmpty() || subject.isWith(hold.correspondent().get()))
          && (hold.text().isEmpty() || subject.says(hold.text().get()));
    } catch (IOException unreadable) {
      return true;
    }
  }

  /** Whether it is one of those days anywhere on earth: nobody asked in which place. */
  private static boolean isWithin(Hold hold, Instant date) {
    LocalDate latest = LocalDate.ofInstant(date, ZoneOffset.ofHours(14));
    LocalDate earliest = LocalDate.ofInstant(date, ZoneOffset.ofHours(-12));
    return hold.from().filter(latest::isBefore).isEmpty()
        && hold.to().filter(earliest::isAfter).isEmpty();
  }
}
