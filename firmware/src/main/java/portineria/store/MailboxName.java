package portineria.store;

import java.util.Optional;

/**
 * The name of a mailbox in Unicode (NFC), with {@code /} between its levels. INBOX, alone or as
 * first level, is written in capitals whatever case it came in: RFC 9051 §5.1.
 */
public record MailboxName(String value) implements Comparable<MailboxName> {
  public static final char SEPARATOR = '/';
  public static final MailboxName INBOX = new MailboxName("INBOX");

  /** Characters of a whole name. */
  public static final int LENGTH_MAX = 1000;

  /** Levels of a name. */
  public static final int LEVELS_MAX = 50;

  public MailboxName {
    if (value.length() >= 5
        && value.substring(0, 5).equalsIgnoreCase("INBOX")
        && (value.length() == 5 || value.charAt(5) == SEPARATOR)) {
      value = "INBOX" + value.substring(5);
    }
    check(value);
  }

  private static void check(String name) {
    if (name.isEmpty() || name.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("a mailbox's name has 1 to " + LENGTH_MAX + " characters");
    }
    if (name.charAt(0) == SEPARATOR
        || name.charAt(name.length() - 1) == SEPARATOR
        || name.contains("//")) {
      throw new IllegalArgumentException("a level of a mailbox's name is empty");
    }
    if (name.chars().filter(c -> c == SEPARATOR).count() >= LEVELS_MAX) {
      throw new IllegalArgumentException("a mailbox's name has at most " + LEVELS_MAX + " levels");
    }
    if (name.codePoints().anyMatch(MailboxName::isForbidden)) {
      throw new IllegalArgumentException("a mailbox's name has no control characters");
    }
  }

  /** Control characters, and what RFC 9051 §5.1 and RFC 5198 §2 keep out of names. */
  private static boolean isForbidden(int c) {
    return c < 0x20
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x2028
        || c == 0x2029
        || Character.getType(c) == Character.SURROGATE;
  }

  public boolean isInbox() {
    return value.equals("INBOX");
  }

  /** The mailbox above, if any. */
  public Optional<MailboxName> parent() {
    int at = value.lastIndexOf(SEPARATOR);
    return at < 0 ? Optional.empty() : Optional.of(new MailboxName(value.substring(0, at)));
  }

  /** The first level: this itself where there is but one. */
  public MailboxName top() {
    return isTop() ? this : new MailboxName(value.substring(0, value.indexOf(SEPARATOR)));
  }

  /** Whether none stands above it. */
  public boolean isTop() {
    return value.indexOf(SEPARATOR) < 0;
  }

  /** Whether this stands below {@code other}, at any depth. */
  public boolean isUnder(MailboxName other) {
    return value.startsWith(other.value + SEPARATOR);
  }

  /** INBOX and what is under it first, then by code point. */
  @Override
  public int compareTo(MailboxName other) {
    boolean inbox = isInbox() || value.startsWith("INBOX/");
    boolean otherInbox = other.isInbox() || other.value.startsWith("INBOX/");
    return inbox == otherInbox ? value.compareTo(other.value) : inbox ? -1 : 1;
  }

  @Override
  public String toString() {
    return value;
  }
}
