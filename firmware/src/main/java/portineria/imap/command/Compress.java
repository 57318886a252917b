package portineria.imap.command;

import java.io.IOException;
import java.util.Optional;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;

/**
 * COMPRESS: the line is compressed from behind the answer on, in both directions. What the client
 * sends behind the command is compressed already.
 *
 * <pre>
 *   compress  COMPRESS SP "DEFLATE"          RFC 4978 §3, §5
 * </pre>
 */
record Compress() implements Command {

  static Compress parse(Arguments in) throws Bad {
    in.space();
    if (!in.keyword().equals("DEFLATE")) {
      throw new Bad("There is only DEFLATE");
    }
    in.end();
    return new Compress();
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    session.compress();
    return new Ok(Optional.empty(), "Compressed from here on");
  }
}
