package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;

/**
 * DELETE: a mailbox and its messages. Sessions that have it selected see it become empty; this one
 * too (RFC 2180 §3.3).
 *
 * <pre>
 *   delete  DELETE mailbox                   RFC 9051 §6.3.5
 * </pre>
 */
record Delete(MailboxName name) implements Command {

  static Delete parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.end();
    return new Delete(name);
  }

  @Override
  public Ok run(ImapSession session) throws No, Refusal {
    try {
      Place place = session.place(name);
      place.require(Right.DELETE_MAILBOX);
      place.account().delete(place.name());
    } catch (Refusal refusal) {
      if (refusal.reason() == Refusal.Reason.IN_USE) {
        throw new No("HASCHILDREN", "There are mailboxes under it"); // RFC 9051 §7.1
      }
      throw refusal;
    }
    return Ok.completed("DELETE");
  }
}
