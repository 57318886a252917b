package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * NOOP: nothing, but the client is there.
 *
 * <pre>
 *   noop         NOOP                        RFC 1939 §5
 * </pre>
 */
record Noop() implements Command {

  static Noop parse(Arguments in) throws Err {
    in.end();
    return new Noop();
  }

  @Override
  public void run(Pop3Session session) throws IOException {
    session.answers().ok("still here");
  }
}
