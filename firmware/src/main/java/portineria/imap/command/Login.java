package portineria.imap.command;

import java.io.IOException;
import portineria.account.PlainCredentials;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;

/**
 * LOGIN: by name and password.
 *
 * <pre>
 *   login  LOGIN userid password             RFC 9051 §6.2.3
 * </pre>
 */
record Login(String user, String password) implements Command {

  static Login parse(Arguments in) throws Bad, IOException {
    in.space();
    String user = in.astring();
    in.space();
    String password = in.astring();
    in.end();
    return new Login(user, password);
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    session.mustBePrivate();
    if (user.length() > PlainCredentials.LENGTH_MAX
        || password.length() > PlainCredentials.LENGTH_MAX) {
      throw session.denied();
    }
    return session.logIn(new PlainCredentials(user, password));
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "Login[" + user + "]";
  }
}
