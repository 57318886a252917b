package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * DELE: marks a message as deleted; QUIT makes it true, RSET takes it back.
 *
 * <pre>
 *   dele         DELE SP message             RFC 1939 §5
 * </pre>
 */
record Dele(int message) implements Command {

  static Dele parse(Arguments in) throws Err {
    int message = in.message();
    in.end();
    return new Dele(message);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    session.maildrop().check(message);
    session.maildrop().delete(message);
    session.answers().ok("message " + message + " deleted");
  }
}
