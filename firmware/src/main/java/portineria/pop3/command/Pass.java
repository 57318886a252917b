package portineria.pop3.command;

import java.io.IOException;
import portineria.account.PlainCredentials;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * PASS: the password for the name that USER gave.
 *
 * <pre>
 *   pass         PASS SP password            RFC 1939 §7
 * </pre>
 *
 * <p>All that follows the space is the password, further spaces included.
 */
record Pass(String password) implements Command {

  static Pass parse(Arguments in) throws Err {
    String password = in.all();
    if (password.isEmpty() || password.length() > PlainCredentials.LENGTH_MAX) {
      throw new Err("say a password with it");
    }
    return new Pass(password);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    session.checkMayLogIn();
    String name = session.takeUserName().orElseThrow(() -> new Err("USER comes first"));
    session.logIn(new PlainCredentials(name, password));
    session.answers().ok(session.maildrop().count() + " messages");
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Pass";
  }
}
