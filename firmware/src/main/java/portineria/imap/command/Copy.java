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
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.UidSet;

/**
 * COPY and UID COPY: puts messages into another mailbox too, all or none.
 *
 * <pre>
 *   copy      COPY sequence-set mailbox      RFC 9051 §6.4.7
 *   uid-copy  UID COPY …                     RFC 9051 §6.4.9
 * </pre>
 */
record Copy(MessageSet among, boolean byUid, MailboxName into) implements Command {

  static Copy parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    MessageSet among = in.messageSet();
    in.space();
    MailboxName into = in.mailbox();
    in.end();
    return new Copy(among, byUid, into);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    SelectedMailbox selected = session.selected();
    UidSet uids = selected.uids(among, byUid);
    Target target = session.target(into);
    if (uids.isEmpty()) {
      return Ok.completed("COPY");
    }
    Copied copied = target.copy(selected, uids);
    mustBeSome(copied, byUid);
    return copied.source().isEmpty()
        ? Ok.completed("COPY")
        : Ok.completed("COPY").with(copyUid(copied));
  }

  /** Numbers name messages that the client knows; if all of them are gone, it has to hear so. */
  static void mustBeSome(Copied copied, boolean byUid) throws No {
    if (copied.source().isEmpty() && !byUid) {
      throw new No("EXPUNGEISSUED", "Somebody else has removed these messages"); // RFC 5530 §3
    }
  }

  /** RFC 9051 §7.1, COPYUID; both sets ascend together. */
  static String copyUid(Copied copied) {
    return "COPYUID %d %s %s"
        .formatted(
            copied.targetValidity().value(),
            UidSet.of(copied.source()),
            UidSet.of(copied.target()));
  }
}
