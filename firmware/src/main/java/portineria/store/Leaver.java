package portineria.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An account whose person has left: its login is closed, its mail is kept and may be in the hands
 * of a colleague, and on a day all of it is erased.
 *
 * @param handedTo the colleague's account
 */
public record Leaver(
    String account, Instant left, Optional<String> handedTo, LocalDate eraseOn, String reason) {
  public Leaver {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("no reason");
    }
  }
}
