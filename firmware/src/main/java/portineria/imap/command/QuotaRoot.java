package portineria.imap.command;

import java.io.IOException;
import java.util.OptionalLong;
import portineria.imap.ImapSession;
import portineria.imap.wire.ImapWriter;
import portineria.store.Account;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Quota;

/**
 * The one quota root of an account: RFC 9208 §3.2. Its name is the empty string, and it is there as
 * long as the account has a limit. Mailboxes that the box keeps have none: nothing in them counts.
 */
final class QuotaRoot {
  static final String NAME = "";

  /** RFC 9208 §5.1. */
  private static final int STORAGE_UNIT = 1024;

  private QuotaRoot() {}

  /** Whether what comes into that mailbox, which need not be there yet, would count. */
  static boolean isOver(Account account, MailboxName name) {
    return account
        .mailbox(name)
        .or(() -> account.mailbox(name.top()))
        .map(Mailbox::kind)
        .map(kind -> kind.isChangeable())
        .orElse(true);
  }

  /** The QUOTA response: RFC 9208 §4.2.1. What is not limited is not listed. */
  static void write(ImapSession session, Quota quota) throws IOException {
    ImapWriter out = session.out();
    out.text("* QUOTA ").string(NAME).text(" (");
    OptionalLong octets = quota.limits().octets();
    if (octets.isPresent()) {
      out.text("STORAGE ").number(units(quota.octets())).space().number(units(octets.getAsLong()));
    }
    OptionalLong messages = quota.limits().messages();
    if (messages.isPresent()) {
      (octets.isPresent() ? out.space() : out)
          .text("MESSAGE ")
          .number(quota.messages())
          .space()
          .number(messages.getAsLong());
    }
    out.text(")").crlf();
  }

  /** Rounded up both, so that what is within the limit looks so. */
  private static long units(long octets) {
    return octets / STORAGE_UNIT + (octets % STORAGE_UNIT == 0 ? 0 : 1);
  }
}
