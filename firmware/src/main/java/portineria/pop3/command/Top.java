package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * TOP: the header of a message, the empty line, and so many lines of the body.
 *
 * <pre>
 *   top          TOP SP message SP lines     RFC 1939 §7
 * </pre>
 */
record Top(int message, long lines) implements Command {

  static Top parse(Arguments in) throws Err {
    int message = in.message();
    long lines = in.lines();
    in.end();
    return new Top(message, lines);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    session.maildrop().check(message);
    session.send(message, lines);
  }
}
