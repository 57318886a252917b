package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;

/**
 * ID: who we are. What the client says of itself is read and forgotten: nothing here depends on it.
 *
 * <pre>
 *   id  ID (NIL | "(" *(string nstring) ")") RFC 2971 §3.1
 * </pre>
 */
record Id() implements Command {
  /** RFC 2971 §3.3: at most 30 pairs of a field and its value. */
  private static final int STRINGS_MAX = 60;

  static Id parse(Arguments in) throws Bad, No, IOException {
    in.space();
    if (in.at('(')) {
      int strings = in.list(0, STRINGS_MAX, in::nstring).size();
      if (strings % 2 != 0) {
        throw new Bad("ID takes pairs of a field and its value");
      }
    } else if (in.nstring().isPresent()) {
      throw new Bad("ID takes a list or NIL");
    }
    in.end();
    return new Id();
  }

  @Override
  public Ok run(ImapSession session) throws IOException {
    session.out().text("* ID (\"name\" \"Portineria\" \"vendor\" \"Portineria\")").crlf();
    return Ok.completed("ID");
  }
}
