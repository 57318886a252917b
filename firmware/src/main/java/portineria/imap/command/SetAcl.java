package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Rights;

/**
 * SETACL: gives an account rights in a mailbox and in those under it.
 *
 * <pre>
 *   setacl      SETACL mailbox identifier mod-rights
 *                                            RFC 4314 §3.1
 *   mod-rights  astring, with "+" or "-" before it or not
 * </pre>
 *
 * <p>What is given to all mailboxes of an account is given by the box's page or its command line.
 * More or fewer rights than those are kept for the one mailbox.
 */
record SetAcl(MailboxName name, String identifier, char how, Rights rights) implements Command {
  private static final char INSTEAD = ' ';

  static SetAcl parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName name = in.mailbox();
    in.space();
    String identifier = in.astring();
    in.space();
    String letters = in.astring();
    in.end();
    boolean changes = letters.startsWith("+") || letters.startsWith("-");
    return new SetAcl(
        name,
        identifier,
        changes ? letters.charAt(0) : INSTEAD,
        AclMailbox.rights(changes ? letters.substring(1) : letters));
  }

  @Override
  public Ok run(ImapSession session) throws No, Refusal {
    Place place = AclMailbox.administered(session, name);
    String account = AclMailbox.account(identifier);
    Rights before = AclMailbox.given(session, place, account);
    Rights after =
        switch (how) {
          case '+' -> before.plus(rights);
          case '-' -> before.minus(rights);
          default -> rights;
        };
    if (after.isEmpty()) {
      session.take(place, account);
    } else {
      session.give(AclMailbox.grant(place, account, after));
    }
    return Ok.completed("SETACL");
  }
}
