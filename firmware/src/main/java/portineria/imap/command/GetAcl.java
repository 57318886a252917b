package portineria.imap.command;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Rights;
import portineria.store.Sharing.Grant;

/**
 * GETACL: who has which rights in a mailbox, its owner first.
 *
 * <pre>
 *   getacl  GETACL mailbox                   RFC 4314 §3.3, §3.6
 * </pre>
 */
record GetAcl(MailboxName name) implements Command {

  static GetAcl parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.end();
    return new GetAcl(name);
  }

  @Override
  public Ok run(ImapSession session) throws No, IOException {
    Place place = AclMailbox.administered(session, name);
    ImapWriter out = session.out().text("* ACL ").mailbox(name, session.isUtf8());
    out.space().string(place.account().name()).text(" " + AclMailbox.letters(Rights.ALL));
    Set<String> accounts = new TreeSet<>();
    for (Grant grant : session.sharing().by(place.account().name())) {
      accounts.add(grant.grantee());
    }
    for (String account : accounts) {
      Rights rights = AclMailbox.given(session, place, account);
      if (!rights.isEmpty()) {
        out.space().string(account).text(" " + AclMailbox.letters(rights));
      }
    }
    out.crlf();
    return Ok.completed("GETACL");
  }
}
