package portineria.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Mail that must not go, whatever else is decided: for a lawsuit, say. It covers every message to
 * which all of its criteria apply, those that are still to come included.
 *
 * @param name by which it is ended
 * @param correspondent an address, or {@code @} and a domain, in lower case
 * @param text that the message says, wherever
 * @param from the first day
 * @param to the last day
 * @param reason why, in the words of who decided it
 */
public record Hold(
    String name,
    Optional<String> account,
    Optional<String> correspondent,
    Optional<String> text,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String reason,
    Instant begun) {

  public static final int NAME_MAX = 60;

  public Hold {
    correspondent = correspondent.map(address -> address.toLowerCase(Locale.ROOT));
    if (name.isBlank() || name.length() > NAME_MAX) {
      throw new IllegalArgumentException("a hold's name has 1 to " + NAME_MAX + " characters");
    }
    if (account.isEmpty()
        && correspondent.isEmpty()
        && text.isEmpty()
        && from.isEmpty()
        && to.isEmpty()) {
      throw new IllegalArgumentException("a hold names an account, a correspondent, text or days");
    }
    if (correspondent.isPresent() && !correspondent.get().matches("[^\\s<>@]*@[^\\s<>@]+")) {
      throw new IllegalArgumentException("a correspondent is an address, or @ and a domain");
    }
    if (text.isPresent() && text.get().isBlank()) {
      throw new IllegalArgumentException("a blank text is in every message");
    }
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException("the last day is before the first");
    }
    if (reason.isBlank()) {
      throw new IllegalArgumentException("no reason");
    }
  }
}
