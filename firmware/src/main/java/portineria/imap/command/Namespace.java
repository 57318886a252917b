package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.store.Sharing;

/**
 * NAMESPACE: the account's own mailboxes are without a prefix, those that others share are under
 * {@code Shared/}. Nobody is known by being another user: RFC 2342 §5.
 *
 * <pre>
 *   namespace  NAMESPACE                     RFC 9051 §6.3.10, RFC 2342 §5
 * </pre>
 */
record Namespace() implements Command {

  static Namespace parse(Arguments in) throws Bad {
    in.end();
    return new Namespace();
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    session.out().text("* NAMESPACE ((\"\" \"/\")) NIL ((\"" + Sharing.ROOT + "/\" \"/\"))").crlf();
    return Ok.completed("NAMESPACE");
  }
}
