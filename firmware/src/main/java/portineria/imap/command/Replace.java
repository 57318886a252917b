package portineria.imap.command;

import java.io.IOException;
import java.util.List;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.SelectedMailbox;
import portineria.imap.Target;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.Uid;
import portineria.store.UidSet;

/**
 * REPLACE and UID REPLACE: puts a message into a mailbox and takes out the one that it is for: a
 * draft that was written on.
 *
 * <pre>
 *   replace      REPLACE seq-number SP mailbox append-message
 *                                            RFC 8508 §3.1, §4
 *   uid-replace  UID REPLACE …               RFC 8508 §3.2
 * </pre>
 *
 * <p>The new one is on the disk before the old one goes; after a power cut in between both are
 * there.
 */
record Replace(MessageSet which, boolean byUid, Append by) implements Command {

  static Replace parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    MessageSet which = in.messageSet();
    return new Replace(which, byUid, Append.parse(in));
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    SelectedMailbox selected = session.writable();
    selected.require(Right.DELETE_MESSAGE, Right.EXPUNGE);
    UidSet old = selected.uids(which, byUid);
    if (old.count() != 1 || !selected.knowsAny(old)) {
      throw new No("NONEXISTENT", "REPLACE needs one message that is there");
    }
    Target target = session.target(by.into());
    List<Uid> uids = by.deliver(session, target);
    session.out().text("* OK [" + Append.appendUid(target, uids) + "] The new message").crlf();
    UidSet removed = selected.mailbox().remove(old);
    return session.removed("REPLACE", !removed.isEmpty());
  }
}
