package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.MailboxNames;
import portineria.imap.wire.No;
import portineria.store.MailboxInfo;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;

/**
 * RENAME: a mailbox and those under it get another name; INBOX gives its messages away.
 *
 * <pre>
 *   rename  RENAME mailbox mailbox           RFC 9051 §6.3.6
 * </pre>
 *
 * @param given the new name as the client wrote it
 */
record Rename(MailboxName from, MailboxName to, String given) implements Command {

  static Rename parse(Arguments in) throws Bad, No, IOException {
    in.space();
    MailboxName from = in.mailbox();
    in.space();
    String given = in.astring();
    MailboxName to = MailboxNames.parseNew(given, in.utf8());
    in.end();
    return new Rename(from, to, given);
  }

  @Override
  public Ok run(ImapSession session) throws No, Refusal, IOException {
    Place source = session.place(from);
    Place target = session.placeToBe(to);
    if (!source.account().name().equals(target.account().name())) {
      throw new No("CANNOT", "A mailbox stays in its account; its messages can be moved");
    }
    if (!source.isOwn()) {
      mustBeMovable(source);
    }
    target.requireAbove(Right.CREATE);
    source.account().rename(source.name(), target.name());
    if (session.isRev2()) {
      Listing.of(session).writeIfRenamed(session, to, given);
    }
    return Ok.completed("RENAME");
  }

  /** With all under it: one that is kept from this account must not be moved by it either. */
  private static void mustBeMovable(Place source) throws No {
    if (source.name().isInbox()) {
      throw new No("CANNOT", "Only its owner can empty an INBOX by renaming it");
    }
    for (MailboxInfo info : source.account().mailboxes()) {
      if (info.name().equals(source.name()) || info.name().isUnder(source.name())) {
        source.require(info.name(), Right.DELETE_MAILBOX);
      }
    }
  }
}
