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
 * LIST: the scan listing, the size of one message or of all.
 *
 * <pre>
 *   list         LIST [SP message]           RFC 1939 §5
 * </pre>
 *
 * <p>A size is that of the stored octets. What goes over the wire may have some more: see {@code
 * RETR}.
 */
record ScanListing(Optional<Integer> message) implements Command {

  static ScanListing parse(Arguments in) throws Err {
    Optional<Integer> message = in.optionalMessage();
    in.end();
    return new ScanListing(message);
  }

  @Override
  public void run(Pop3Session session) throws Err, IOException {
    Maildrop maildrop = session.maildrop();
    Answers answers = session.answers();
    if (message.isPresent()) {
      maildrop.check(message.get());
      answers.ok(message.get() + " " + maildrop.octets(message.get()));
      return;
    }
    answers.begin(maildrop.remaining() + " messages, " + maildrop.remainingOctets() + " octets");
    for (int number = 1; number <= maildrop.count(); number++) {
      if (!maildrop.isDeleted(number)) {
        answers.line(number + " " + maildrop.octets(number));
      }
    }
    answers.end();
  }
}
