package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.UidSet;

/**
 * EXPUNGE and UID EXPUNGE: removes the messages that carry {@code \Deleted}.
 *
 * <pre>
 *   expunge      EXPUNGE                     RFC 9051 §6.4.3
 *   uid-expunge  UID EXPUNGE sequence-set    RFC 9051 §6.4.9, RFC 4315 §2.1
 * </pre>
 *
 * <p>The untagged EXPUNGE responses are not written here. The session tells every change it hears
 * of, its own and its neighbours', before the tagged OK: RFC 9051 §7.5.1, RFC 7162 §3.2.7.
 *
 * <p>In a mailbox that the box keeps no message ever carries {@code \Deleted}: nothing is to be
 * done there, which is no failure.
 */
record Expunge(MessageSet among) implements Command {

  static Expunge parse(Arguments in) throws Bad {
    in.end();
    return new Expunge(MessageSet.Ranges.all());
  }

  static Expunge parseUid(Arguments in) throws Bad {
    in.space();
    MessageSet among = in.messageSet();
    in.end();
    return new Expunge(among);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    UidSet removed = UidSet.EMPTY;
    if (session.selected().mailbox().kind().isChangeable()) {
      SelectedMailbox selected = session.writable();
      selected.require(Right.EXPUNGE);
      removed = selected.mailbox().expunge(selected.uids(among, true));
    }
    return session.removed("EXPUNGE", !removed.isEmpty());
  }
}
