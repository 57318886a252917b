package portineria.store.volume;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is written beside a message in its volume, so that the archive explains itself without the
 * index. It tells how the message came, not how it is now.
 *
 * @param account whose message it is; with its characters made safe it is the first part of the
 *     path, and then has at most 150 octets
 * @param mailbox the mailbox it was first delivered to
 * @param source the upstream mailbox that it came from, if any
 * @param uidl the key that the source knew it by, if any
 * @param internalDate RFC 9051 §2.3.3; its day, in UTC, is the folder in the path
 * @param flags at arrival, with their backslashes; those that do not fit are left out
 * @param received when it was taken in, by the box's clock
 */
public record Label(
    String account,
    String mailbox,
    Optional<String> source,
    Optional<String> uidl,
    Instant internalDate,
    List<String> flags,
    Instant received) {

  /** UTF-8 octets of an account's name, a source's name or a key. */
  public static final int NAME_OCTETS_MAX = 1000;

  /** UTF-8 octets of a mailbox's name. */
  public static final int MAILBOX_OCTETS_MAX = 4000;

  public Label {
    flags = List.copyOf(flags);
    check(account, NAME_OCTETS_MAX);
    if (EntryPath.safe(account).length() > EntryPath.ACCOUNT_OCTETS_MAX) {
      throw new IllegalArgumentException("an account's name is too long for a volume");
    }
    check(mailbox, MAILBOX_OCTETS_MAX);
    source.ifPresent(value -> check(value, NAME_OCTETS_MAX));
    uidl.ifPresent(value -> check(value, NAME_OCTETS_MAX));
  }

  private static void check(String text, int octetsMax) {
    int octets = text.getBytes(StandardCharsets.UTF_8).length;
    if (octets == 0 || octets > octetsMax) {
      throw new IllegalArgumentException("1 to " + octetsMax + " octets, not " + octets);
    }
  }
}
