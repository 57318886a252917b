package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Right;
import portineria.store.Rights;

/**
 * LISTRIGHTS: which rights an account can be given in a mailbox: each by itself. The owner has all
 * of them always.
 *
 * <pre>
 *   listrights  LISTRIGHTS mailbox identifier
 *                                            RFC 4314 §3.4, §3.7
 * </pre>
 */
record ListRights(MailboxName name, String identifier) implements Command {

  static ListRights parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.space();
    String identifier = in.astring();
    in.end();
    return new ListRights(name, identifier);
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    Place place = AclMailbox.administered(session, name);
    String account = AclMailbox.account(identifier);
    ImapWriter out = session.out().text("* LISTRIGHTS ").mailbox(name, session.isUtf8());
    out.space().string(identifier).space();
    if (account.equals(place.account().name())) {
      out.text(AclMailbox.letters(Rights.ALL));
    } else {
      out.text("\"\"");
      for (Right right : Right.values()) {
        out.space().octet(right.letter());
      }
      out.text(" c d");
    }
    out.crlf();
    return Ok.completed("LISTRIGHTS");
  }
}
