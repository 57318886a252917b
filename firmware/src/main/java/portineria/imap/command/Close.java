package portineria.imap.command;

import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.UidSet;

/**
 * CLOSE: removes the messages that carry {@code \Deleted}, without a word, and leaves the mailbox.
 * Who may not remove them only leaves: RFC 4314 §4.
 *
 * <pre>
 *   close  CLOSE                             RFC 9051 §6.4.1
 * </pre>
 */
record Close() implements Command {

  static Close parse(Arguments in) throws Bad {
    in.end();
    return new Close();
  }

  @Override
  public Ok run(ImapSession session) throws Bad, Refusal {
    SelectedMailbox selected = session.selected();
    if (!selected.isReadOnly()
        && !selected.mailbox().isDeleted()
        && selected.rights().has(Right.EXPUNGE)) {
      selected.mailbox().expunge(UidSet.ALL);
    }
    session.unselect();
    return Ok.completed("CLOSE");
  }
}
