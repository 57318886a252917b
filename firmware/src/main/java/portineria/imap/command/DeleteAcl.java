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

/**
 * DELETEACL: takes all rights of an account in a mailbox, those too that it has because all of the
 * owner's mailboxes are shared with it.
 *
 * <pre>
 *   deleteacl  DELETEACL mailbox identifier  RFC 4314 §3.2
 * </pre>
 */
record DeleteAcl(MailboxName name, String identifier) implements Command {

  static DeleteAcl parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.space();
    String identifier = in.astring();
    in.end();
    return new DeleteAcl(name, identifier);
  }

  @Override
  public Ok run(ImapSession session) throws No, Refusal {
    Place place = AclMailbox.administered(session, name);
    String account = AclMailbox.account(identifier);
    session.take(place, account);
    return Ok.completed("DELETEACL");
  }
}
