package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * RETR: a whole message, octet by octet as it is stored.
 *
 * <pre>
 *   retr         RETR SP message             RFC 1939 §5
 * </pre>
 *
 * <p>It sets no flag: that one of several PCs has fetched a message says nothing of its being read.
 */
record Retr(int message) implements Command {

  static Retr parse(Arguments in) throws Err {
    int message = in.message();
    in.end();
    return new Retr(message);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    session.maildrop().check(message);
    session.send(message, Long.MAX_VALUE);
  }
}
