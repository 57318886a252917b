package portineria.store;

import java.util.List;
import java.util.Locale;

/**
 * A system flag or a keyword: RFC 9051 §2.3.2. Two that differ only in case are equal.
 *
 * @param name with its backslash, in the spelling in which it came
 */
public record Flag(String name) {
  public static final Flag ANSWERED = new Flag("\\Answered");
  public static final Flag FLAGGED = new Flag("\\Flagged");
  public static final Flag DELETED = new Flag("\\Deleted");
  public static final Flag SEEN = new Flag("\\Seen");
  public static final Flag DRAFT = new Flag("\\Draft");

  /** The system flags that are kept; {@code \Recent} is a matter of sessions. */
  public static final List<Flag> SYSTEM = List.of(ANSWERED, FLAGGED, DELETED, SEEN, DRAFT);

  /** Octets of a keyword. */
  public static final int NAME_MAX = 255;

  public Flag {
    if (name.isEmpty() || name.length() > NAME_MAX) {
      throw new IllegalArgumentException("a flag's name has 1 to " + NAME_MAX + " characters");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Flag flag && flag.name.equalsIgnoreCase(name);
  }

  @Override
  public int hashCode() {
    return name.toLowerCase(Locale.ROOT).hashCode();
  }
}
