package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;
import portineria.store.Refusal;

/**
 * QUIT: makes true what was deleted, and ends the session in any case.
 *
 * <pre>
 *   quit         QUIT                        RFC 1939 §4, §6
 * </pre>
 *
 * <p>{@code +OK} means that the deletions are on the disk; {@code -ERR} that none was done.
 */
record Quit() implements Command {

  static Quit parse(Arguments in) throws Err {
    in.end();
    return new Quit();
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    session.end();
    switch (session.state()) {
      case AUTHORIZATION -> {}
      case TRANSACTION -> update(session);
    }
    session.answers().ok("goodbye");
  }

  private static void update(Pop3Session session) throws Err {
    try {
      session.maildrop().update();
    } catch (Refusal refused) {
      String why = "nothing was deleted: " + refused.getMessage();
      throw new Err(Err.Code.SYS_TEMP, why, refused); // RFC 1939 §6, RFC 3206 §4
    }
  }
}
