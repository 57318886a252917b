package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * RSET: no message is deleted after all.
 *
 * <pre>
 *   rset         RSET                        RFC 1939 §5
 * </pre>
 */
record Rset() implements Command {

  static Rset parse(Arguments in) throws Err {
    in.end();
    return new Rset();
  }

  @Override
  public void run(Pop3Session session) throws IOException {
    session.maildrop().reset();
    session.answers().ok(session.maildrop().count() + " messages");
  }
}
