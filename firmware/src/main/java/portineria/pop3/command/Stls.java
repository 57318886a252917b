package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * STLS: protects the line from here on.
 *
 * <pre>
 *   stls         STLS                        RFC 2595 §4
 * </pre>
 *
 * <p>Commands that came behind it in the clear, perhaps not from the client, are dropped unread.
 */
record Stls() implements Command {

  static Stls parse(Arguments in) throws Err {
    in.end();
    return new Stls();
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    if (!session.offersStls()) {
      throw new Err("TLS is on already, or switched off here");
    }
    session.answers().ok("begin TLS");
    session.startTls();
  }
}
