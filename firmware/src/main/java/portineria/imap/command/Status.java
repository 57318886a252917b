package portineria.imap.command;

import java.io.IOException;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.Right;

/**
 * STATUS: figures of a mailbox without opening it.
 *
 * <pre>
 *   status  STATUS mailbox "(" status-att *(SP status-att) ")"
 *                                            RFC 9051 §6.3.11
 * </pre>
 */
record Status(MailboxName name, Set<StatusItem> items) implements Command {

  static Status parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.space();
    Set<StatusItem> items = StatusItem.list(in);
    in.end();
    return new Status(name, items);
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    StatusItem.noteWish(session, items);
    Place place = session.place(name);
    place.require(Right.READ);
    MailboxInfo mailbox =
        place.account().mailboxes().stream()
            .filter(info -> info.name().equals(place.name()) && info.selectable())
            .findFirst()
            .map(info -> info.seenAs(name))
            .orElseThrow(() -> new No("NONEXISTENT", "There is no such mailbox"));
    StatusItem.write(session, mailbox, items);
    return Ok.completed("STATUS");
  }
}
