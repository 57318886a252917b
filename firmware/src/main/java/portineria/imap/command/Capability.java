package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * CAPABILITY: what this server can do, in this state of the session.
 *
 * <pre>
 *   capability  CAPABILITY                   RFC 9051 §6.1.1
 * </pre>
 */
record Capability() implements Command {

  static Capability parse(Arguments in) throws Bad {
    in.end();
    return new Capability();
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    session.out().text("* CAPABILITY ").text(session.capabilities()).crlf();
    return Ok.completed("CAPABILITY");
  }
}
