package portineria.imap.wire;

import java.text.Normalizer;
import portineria.store.MailboxName;

/**
 * Names of mailboxes on the wire. IMAP4rev1 writes them in modified UTF-7 (RFC 3501 §5.1.3),
 * IMAP4rev2 in UTF-8 (RFC 9051 §5.1). Both are brought into Unicode's form NFC, so that a name that
 * a Mac typed is the name that a PC typed: RFC 9051 §5.1.
 */
public final class MailboxNames {
  private MailboxNames() {}

  /** The name that {@code text} stands for. */
  public static MailboxName parse(String text, boolean utf8) throws No {
    try {
      return new MailboxName(decode(text, utf8));
    } catch (IllegalArgumentException e) {
      throw new No("CANNOT", "This can't be the name of a mailbox: " + e.getMessage());
    }
  }

  /**
   * As {@link #parse} for CREATE, where one separator at the end says that there will be mailboxes
   * under it: RFC 9051 §6.3.4.
   */
  public static MailboxName parseNew(String text, boolean utf8) throws No {
    boolean above = text.length() > 1 && text.charAt(text.length() - 1) == MailboxName.SEPARATOR;
    return parse(above ? text.substring(0, text.length() - 1) : text, utf8);
  }

  /** A pattern for LIST, in which names that can't be decoded stand for themselves. */
  public static String pattern(String text, boolean utf8) {
    String decoded = utf8 || !isAscii(text) ? text : ModifiedUtf7.decode(text).orElse(text);
    return Normalizer.normalize(decoded, Normalizer.Form.NFC);
  }

  private static String decode(String text, boolean utf8) throws No {
    // Octets beyond ASCII are no modified UTF-7: a client that sends them means UTF-8.
    String name =
        utf8 || !isAscii(text)
            ? text
            : ModifiedUtf7.decode(text)
                .orElseThrow(() -> new No("CANNOT", "The name is not in modified UTF-7"));
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /** As the client is told. */
  public static String encode(MailboxName name, boolean utf8) {
    return utf8 ? name.value() : ModifiedUtf7.encode(name.value());
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
