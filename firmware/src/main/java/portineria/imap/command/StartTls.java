package portineria.imap.command;

import java.util.Optional;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * STARTTLS: the line is encrypted from now on. Whatever the client, or somebody in between, sent
 * behind it in the clear is dropped by the connection.
 *
 * <pre>
 *   starttls  STARTTLS                       RFC 9051 §6.2.1
 * </pre>
 */
record StartTls() implements Command {

  static StartTls parse(Arguments in) throws Bad {
    in.end();
    return new StartTls();
  }

  @Override
  public Ok run(ImapSession session) throws Bad {
    if (!session.offersStartTls()) {
      throw new Bad("TLS can't be started here");
    }
    session.afterAnswer(
        () -> {
          session.connection().startTls();
          session.forgetClearText();
        });
    return new Ok(Optional.empty(), "Begin TLS now");
  }
}
