package portineria.message;

import java.util.List;
import java.util.Optional;

/**
 * One item of an address list as ENVELOPE lists it (RFC 9051 §7.5.2): a mailbox, or the begin or
 * end of a group. Strings are octets without quoting, encoded words still encoded.
 */
public sealed interface Address {

  /**
   * Someone's address.
   *
   * @param name the display name, or the comment that stands for it
   * @param route the obsolete source route with its at signs; IMAP's at-domain-list
   * @param local empty where the text has no address at all
   * @param domain empty where the text has none: it must not be NIL in IMAP, which means a group
   */
  record Mailbox(Optional<String> name, Optional<String> route, String local, String domain)
      implements Address {}

  /** All items of a field's value, given as unfolded octets. */
  static List<Address> listed(String value) {
    return AddressList.parse(value, Integer.MAX_VALUE);
  }

  /** From here on the members of that group. */
  record GroupStart(String name) implements Address {}

  /** The group ends here. */
  record GroupEnd() implements Address {}
}
