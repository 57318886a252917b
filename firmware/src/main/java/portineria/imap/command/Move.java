package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.SelectedMailbox;
import portineria.imap.Target;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.Mailbox.Copied;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.UidSet;

/**
 * MOVE and UID MOVE: puts messages into another mailbox instead, in one step. The client hears of
 * their new UIDs before the session tells it that they are gone here. Out of a mailbox that shows
 * what was removed it has them back, as COPY does.
 *
 * <pre>
 *   move      MOVE sequence-set mailbox      RFC 9051 §6.4.8, RFC 6851 §3.1
 *   uid-move  UID MOVE …                     RFC 9051 §6.4.9
 * </pre>
 */
record Move(MessageSet among, boolean byUid, MailboxName into) implements Command {

  static Move parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    Copy same = Copy.parse(in, byUid);
    return new Move(same.among(), byUid, same.into());
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    SelectedMailbox selected = session.yielding();
    if (selected.mailbox().kind() != MailboxKind.RECOVERABLE) {
      selected.require(
          Right.DELETE_MESSAGE, Right.EXPUNGE); // RFC 4314 §4 knows no MOVE: as its parts
    }
    UidSet uids = selected.uids(among, byUid);
    Target target = session.target(into);
    boolean some = false;
    if (!uids.isEmpty()) {
      Copied moved = target.move(selected, uids);
      Copy.mustBeSome(moved, byUid);
      some = !moved.source().isEmpty();
      if (some) {
        session.out().text("* OK [" + Copy.copyUid(moved) + "] Moved").crlf();
      }
    }
    return session.removed("MOVE", some);
  }
}
