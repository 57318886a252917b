package portineria.imap.command;

import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * UNSELECT: leaves the mailbox as it is.
 *
 * <pre>
 *   unselect  UNSELECT                       RFC 9051 §6.4.2, RFC 3691 §2
 * </pre>
 */
record Unselect() implements Command {

  static Unselect parse(Arguments in) throws Bad {
    in.end();
    return new Unselect();
  }

  @Override
  public Ok run(ImapSession session) {
    session.unselect();
    return Ok.completed("UNSELECT");
  }
}
