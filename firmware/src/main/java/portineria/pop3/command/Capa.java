package portineria.pop3.command;

import java.io.IOException;
import portineria.pop3.Answers;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Pop3Session;

/**
 * CAPA: what this server can do.
 *
 * <pre>
 *   capa         CAPA                        RFC 2449 §5
 * </pre>
 *
 * <p>USER and SASL are named only where a password may come: RFC 2449 §6.2, RFC 2595 §4.
 */
record Capa() implements Command {

  static Capa parse(Arguments in) throws Err {
    in.end();
    return new Capa();
  }

  @Override
  public void run(Pop3Session session) throws IOException {
    Answers answers = session.answers();
    answers.begin("what can be done here");
    answers.line("TOP");
    answers.line("UIDL");
    answers.line("RESP-CODES");
    answers.line("AUTH-RESP-CODE");
    answers.line("PIPELINING");
    answers.line("EXPIRE NEVER");
    answers.line("UTF8 USER");
    if (session.offersStls()) {
      answers.line("STLS");
    }
    if (session.mayLogIn()) {
      answers.line("USER");
      answers.line("SASL " + Auth.MECHANISMS);
    }
    answers.line("IMPLEMENTATION Portineria");
    answers.end();
  }
}
