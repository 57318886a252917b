package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Refusal;

/**
 * SUBSCRIBE and UNSUBSCRIBE: the account's list of mailboxes that programs show. A name need not
 * exist, and stays when its mailbox goes.
 *
 * <pre>
 *   subscribe    SUBSCRIBE mailbox           RFC 9051 §6.3.7
 *   unsubscribe  UNSUBSCRIBE mailbox         RFC 9051 §6.3.8
 * </pre>
 */
record Subscribe(MailboxName name, boolean wanted) implements Command {

  static Subscribe parse(Arguments in, boolean wanted) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.end();
    return new Subscribe(name, wanted);
  }

  @Override
  public Ok run(ImapSession session) throws Refusal {
    session.account().subscribe(name, wanted);
    return Ok.completed(wanted ? "SUBSCRIBE" : "UNSUBSCRIBE");
  }
}
