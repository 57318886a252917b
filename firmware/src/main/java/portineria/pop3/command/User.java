package portineria.pop3.command;

import java.io.IOException;
import portineria.account.PlainCredentials;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * USER: who logs in.
 *
 * <pre>
 *   user         USER SP name                RFC 1939 §7
 * </pre>
 *
 * <p>Every name is welcome: whether it is known is not said before the password.
 */
record User(String name) implements Command {

  static User parse(Arguments in) throws Err {
    String name = in.all().strip();
    if (name.isEmpty() || name.length() > PlainCredentials.LENGTH_MAX) {
      throw new Err("say a name with it");
    }
    return new User(name);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    session.checkMayLogIn();
    session.userName(name);
    session.answers().ok("and the password?");
  }
}
