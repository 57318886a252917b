package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Maildrop;
import portineria.pop3.Pop3Session;

/**
 * STAT: how many messages, how many octets.
 *
 * <pre>
 *   stat         STAT                        RFC 1939 §5
 * </pre>
 */
record Stat() implements Command {

  static Stat parse(Arguments in) throws Err {
    in.end();
    return new Stat();
  }

  @Override
  public void run(Pop3Session session) throws IOException {
    Maildrop maildrop = session.maildrop();
    session.answers().ok(maildrop.remaining() + " " + maildrop.remainingOctets());
  }
}
