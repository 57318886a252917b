package portineria.imap.command;

import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * NOOP: nothing, so that the session tells what is new.
 *
 * <pre>
 *   noop  NOOP                               RFC 9051 §6.1.2
 * </pre>
 */
record Noop() implements Command {

  static Noop parse(Arguments in) throws Bad {
    in.end();
    return new Noop();
  }

  @Override
  public Ok run(ImapSession session) {
    return Ok.completed("NOOP");
  }
}
