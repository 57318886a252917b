package portineria.pop3.command;

import java.io.IOException;
import java.util.Optional;
import portineria.pop3.Answers;
import portineria.pop3.Arguments;
import portineria.pop3.Command;
import portineria.pop3.Err;
import portineria.pop3.Maildrop;
import portineria.pop3.Pop3Session;

/**
 * UIDL: the unique-id of one message or of all.
 *
 * <pre>
 *   uidl         UIDL [SP message]           RFC 1939 §7
 * </pre>
 */
record Uidl(Optional<Integer> message) implements Command {

  static Uidl parse(Arguments in) throws Err {
    Optional<Integer> message = in.optionalMessage();
    in.end();
    return new Uidl(message);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    Maildrop maildrop = session.maildrop();
    Answers answers = session.answers();
    if (message.isPresent()) {
      maildrop.check(message.get());
      answers.ok(message.get() + " " + maildrop.uniqueId(message.get()));
      return;
    }
    answers.begin("unique-ids");
    for (int number = 1; number <= maildrop.count(); number++) {
      if (!maildrop.isDeleted(number)) {
        answers.line(number + " " + maildrop.uniqueId(number));
      }
    }
    answers.end();
  }
}
