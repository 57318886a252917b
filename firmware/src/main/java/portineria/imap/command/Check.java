package portineria.imap.command;

import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;

/**
 * CHECK: a checkpoint, of which there is nothing to do: what was answered OK is on the disk.
 *
 * <pre>
 *   check  CHECK                             RFC 3501 §6.4.1, not in IMAP4rev2
 * </pre>
 */
record Check() implements Command {

  static Check parse(Arguments in) throws Bad {
    in.end();
    return new Check();
  }

  @Override
  public Ok run(ImapSession session) {
    return Ok.completed("CHECK");
  }
}
