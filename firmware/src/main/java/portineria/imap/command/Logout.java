package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * LOGOUT: the session ends.
 *
 * <pre>
 *   logout  LOGOUT                           RFC 9051 §6.1.3
 * </pre>
 */
record Logout() implements Command {

  static Logout parse(Arguments in) throws Bad {
    in.end();
    return new Logout();
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    session.unselect();
    session.out().text("* BYE Goodbye").crlf();
    session.end();
    return Ok.completed("LOGOUT");
  }
}
