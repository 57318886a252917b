package portineria.imap.wire;

import portineria.store.MailboxName;

/**
 * A pattern of LIST: {@code *} stands for anything, {@code %} for anything within one level (RFC
 * 9051 §6.3.9). INBOX is found in any case.
 *
 * <p>All places in the pattern that a name's beginning leads to are followed at once, so that the
 * work is the product of the two lengths and never exponential.
 */
public final class ListPattern {
  private static final String INBOX = MailboxName.INBOX.value();

  private final String pattern;

  /** A pattern; one longer than any name finds nothing and costs nothing. */
  public ListPattern(String pattern) {
    this.pattern = pattern.length() <= 2 * MailboxName.LENGTH_MAX ? pattern : "";
  }

  /** Whether the whole name is meant. */
  public boolean matches(MailboxName mailbox) {
    String name = mailbox.value();
    int caseless = mailbox.isInbox() || mailbox.isUnder(MailboxName.INBOX) ? INBOX.length() : 0;
    boolean[] places = new boolean[pattern.length() + 1];
    places[0] = true;
    skipWildcards(places);
    for (int i = 0; i < name.length(); i++) {
      places = step(places, name.charAt(i), i < caseless);
      skipWildcards(places);
    }
    return places[pattern.length()];
  }

  /** A wildcard may stand for nothing. */
  private void skipWildcards(boolean[] places) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (places[i] && (c == '*' || c == '%')) {
        places[i + 1] = true;
      }
    }
  }

  private boolean[] step(boolean[] places, char next, boolean caseless) {
    boolean[] after = new boolean[places.length];
    for (int i = 0; i < pattern.length(); i++) {
      if (places[i]) {
        char c = pattern.charAt(i);
        if (c == '*' || c == '%') {
          after[i] |= c == '*' || next != MailboxName.SEPARATOR;
        } else if (c == next || (caseless && Character.toUpperCase(c) == next)) {
          after[i + 1] = true;
        }
      }
    }
    return after;
  }
}
