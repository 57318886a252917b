package portineria.vault.transfer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import portineria.message.Header;
import portineria.store.Flag;

/**
 * What a mail program has noted in a message's own header because its files have no other place for
 * it: flags. The fields are no part of the message. They change whenever somebody reads it, so they
 * are read and left out: otherwise the message of yesterday's copy of a folder would be another one
 * than today's.
 *
 * @param flags empty where nothing was noted
 * @param fields the names to leave out, in small letters
 * @param gone whether it was deleted and the file only not tidied up yet
 */
record KeptStatus(Optional<Set<Flag>> flags, Set<String> fields, boolean gone) {
  private static final Flag FORWARDED = new Flag("$Forwarded");
  private static final Flag MDN_SENT = new Flag("$MDNSent");

  /** What a keyword may be made of: RFC 9051 §9, atom. */
  private static final Pattern ATOM = Pattern.compile("[!#$&'+-\\[^-z|}~]{1,255}");

  /** Anything else with this name is the message's own. */
  private static final Pattern STATUS = Pattern.compile("[RONU ]*");

  private static final int LABELS = 5;

  /** Where nobody has noted anything. */
  private static final KeptStatus NONE = new KeptStatus(Optional.empty(), Set.of(), false);

  KeptStatus {
    fields = Set.copyOf(fields);
  }

  /** Of a message that Thunderbird may have kept: X-Mozilla-Status, -Status2 and -Keys. */
  static KeptStatus thunderbird(Header header) {
    Optional<Integer> status = hex(header, "X-Mozilla-Status");
    if (status.isEmpty()) {
      return NONE;
    }
    int low = status.get();
    int high = hex(header, "X-Mozilla-Status2").orElse(0);
    Set<Flag> flags = new HashSet<>();
    add(flags, Flag.SEEN, low & 0x0001);
    add(flags, Flag.ANSWERED, low & 0x0002);
    add(flags, Flag.FLAGGED, low & 0x0004);
    add(flags, FORWARDED, low & 0x1000);
    add(flags, Flag.DELETED, high & 0x0020_0000);
    add(flags, MDN_SENT, high & 0x0080_0000);
    int label = high >>> 25 & 7; // as it was before there were keys
    if (label >= 1 && label <= LABELS) {
      flags.add(new Flag("$label" + label));
    }
    addKeywords(flags, header, "X-Mozilla-Keys");
    return new KeptStatus(
        Optional.of(flags),
        Set.of("x-mozilla-status", "x-mozilla-status2", "x-mozilla-keys"),
        (low & 0x0008) != 0);
  }

  /** Of a message in an mbox of Thunderbird, or of mutt, Dovecot, Pine: Status and X-Status. */
  static KeptStatus mbox(Header header) {
    KeptStatus thunderbird = thunderbird(header);
    if (thunderbird.flags().isPresent()) {
      return thunderbird;
    }
    Optional<String> status =
        header.first("Status").filter(value -> STATUS.matcher(value).matches());
    Optional<String> more = header.first("X-Status");
    if (status.isEmpty() && more.isEmpty() && header.first("X-UID").isEmpty()) {
      return NONE;
    }
    Set<Flag> flags = new HashSet<>();
    add(flags, Flag.SEEN, status.orElse("").indexOf('R') + 1);
    add(flags, Flag.ANSWERED, more.orElse("").indexOf('A') + 1);
    add(flags, Flag.FLAGGED, more.orElse("").indexOf('F') + 1);
    add(flags, Flag.DELETED, more.orElse("").indexOf('D') + 1);
    add(flags, Flag.DRAFT, more.orElse("").indexOf('T') + 1);
    addKeywords(flags, header, "X-Keywords");
    Set<String> fields =
        new HashSet<>(Set.of("x-status", "x-keywords", "x-uid", "x-imap", "x-imapbase"));
    if (status.isPresent()) {
      fields.add("status");
    }
    return new KeptStatus(Optional.of(flags), fields, false);
  }

  /** Of a message that readpst wrote: it notes what was read, and nothing else. */
  static KeptStatus readpst(Header header) {
    boolean read =
        header.first("Status").filter(value -> STATUS.matcher(value).matches()).isPresent();
    return new KeptStatus(
        Optional.of(read ? Set.of(Flag.SEEN) : Set.of()),
        read ? Set.of("status") : Set.of(),
        false);
  }

  /**
   * The flags; where nobody has noted any, the message counts as read: it is old mail that somebody
   * kept.
   */
  Set<Flag> flagsOrSeen() {
    return flags.orElse(Set.of(Flag.SEEN));
  }

  private static void add(Set<Flag> flags, Flag flag, int unlessZero) {
    if (unlessZero != 0) {
      flags.add(flag);
    }
  }

  private static void addKeywords(Set<Flag> flags, Header header, String field) {
    header.first(field).stream()
        .flatMap(value -> Arrays.stream(value.split("[ \t]+")))
        .filter(keyword -> ATOM.matcher(keyword).matches())
        .map(Flag::new)
        .forEach(flags::add);
  }

  private static Optional<Integer> hex(Header header, String field) {
    try {
      return header
          .first(field)
          .map(value -> Integer.parseUnsignedInt(value.strip().toLowerCase(Locale.ROOT), 16));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
