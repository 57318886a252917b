package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Rights;

/**
 * MYRIGHTS: what this account may do in a mailbox.
 *
 * <pre>
 *   myrights  MYRIGHTS mailbox               RFC 4314 §3.5, §3.8
 * </pre>
 */
record MyRights(MailboxName name) implements Command {

  static MyRights parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.end();
    return new MyRights(name);
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    write(session, name, session.place(name).rights());
    return Ok.completed("MYRIGHTS");
  }

  /** One response: RFC 4314 §3.8, RFC 8440 §3. */
  static void write(ImapSession session, MailboxName name, Rights rights) throws IOException {
    session
        .out()
        .text("* MYRIGHTS ")
        .mailbox(name, session.isUtf8())
        .text(" " + AclMailbox.letters(rights))
        .crlf();
  }
}
