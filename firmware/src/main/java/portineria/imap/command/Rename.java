package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MailboxNames;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Refusal;

/**
 * RENAME: a mailbox and those under it get another name; INBOX gives its messages away.
 *
 * <pre>
 *   rename  RENAME mailbox mailbox           RFC 9051 §6.3.6
 * </pre>
 *
 * @param given the new name as the client wrote it
 */
record Rename(MailboxName from, MailboxName to, String given) implements Command {

  static Rename parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName from = in.mailbox();
    in.space();
    String given = in.astring();
    MailboxName to = MailboxNames.parseNew(given, in.utf8());
    in.end();
    return new Rename(from, to, given);
  }

  @Override
  public Ok run(ImapSession session) throws Refusal, IOException {
    session.account().rename(from, to);
    if (session.isRev2()) {
      Listing.of(session.account()).writeIfRenamed(session, to, given);
    }
    return Ok.completed("RENAME");
  }
}
