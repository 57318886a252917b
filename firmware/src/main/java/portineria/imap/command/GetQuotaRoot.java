package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Quota;

/**
 * GETQUOTAROOT: which quota root a mailbox counts for, or would if it was made, and how that is.
 *
 * <pre>
 *   getquotaroot  GETQUOTAROOT mailbox       RFC 9208 §4.1.2
 * </pre>
 */
record GetQuotaRoot(MailboxName name) implements Command {

  static GetQuotaRoot parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.end();
    return new GetQuotaRoot(name);
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    Quota quota = session.account().quota();
    boolean counts =
        quota.limits().isSome() && isOwn(session) && QuotaRoot.isOver(session.account(), name);
    // RFC 9208 §4.2.2: without a quota root the list of them is empty.
    session.out().text("* QUOTAROOT ").mailbox(name, session.isUtf8());
    if (counts) {
      session.out().space().string(QuotaRoot.NAME).crlf();
      QuotaRoot.write(session, quota);
    } else {
      session.out().crlf();
    }
    return Ok.completed("GETQUOTAROOT");
  }

  /**
   * What comes into a mailbox of others counts for them, and how much they hold is theirs to know.
   */
  private boolean isOwn(ImapSession session) {
    return session
        .reach()
        .place(name)
        .filter(place -> place.account().name().equals(session.account().name()))
        .isPresent();
  }
}
