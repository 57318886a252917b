package portineria.imap.command;

import java.io.IOException;
import java.util.Optional;
import portineria.imap.Command;
import portineria.imap.Extension;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Place;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.ImapWriter;
import portineria.imap.wire.MailboxNames;
import portineria.imap.wire.No;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Refusal;
import portineria.store.Right;
import portineria.store.View;

/**
 * SELECT and EXAMINE: opens a mailbox, the latter for reading only. A mailbox that the box keeps,
 * to show what was removed, is read-only in any case: RFC 9051 §7.1, READ-ONLY.
 *
 * <pre>
 *   select   SELECT mailbox [SP "(" option *(SP option) ")"]
 *                                            RFC 9051 §6.3.2, RFC 3501 §6.3.1
 *   option   CONDSTORE / QRESYNC …           RFC 7162 §3.1.8, §3.2.5
 *   examine  EXAMINE …                       RFC 9051 §6.3.3
 * </pre>
 *
 * @param given as the client wrote the name
 * @param condstore whether it wants to hear of modseqs
 * @param resync what it knows already
 */
record Select(
    MailboxName name, String given, boolean examine, boolean condstore, Optional<Resync> resync)
    implements Command {

  static Select parse(Arguments in, boolean examine) throws Bad, No, IOException {
    in.space();
    String given = in.astring();
    MailboxName name = MailboxNames.parse(given, in.utf8());
    Options options = new Options();
    if (in.skip(' ') && !in.isAtEnd()) {
      in.list(1, 2, () -> options.read(in));
    }
    in.end();
    return new Select(name, given, examine, options.condstore, options.resync);
  }

  /** What stands behind the name. */
  private static final class Options {
    private boolean condstore;
    private Optional<Resync> resync = Optional.empty();

    String read(Arguments in) throws Bad, No, IOException {
      String option = in.keyword();
      switch (option) {
        case "CONDSTORE" -> condstore = true;
        case "QRESYNC" -> {
          in.space();
          resync = Optional.of(Resync.parse(in));
        }
        default -> throw new Bad("SELECT knows no such option");
      }
      return option;
    }
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    if (resync.isPresent() && !session.has(Extension.QRESYNC)) {
      throw new Bad("QRESYNC needs ENABLE QRESYNC");
    }
    ImapWriter out = session.out();
    if (session.unselect()) {
      out.text("* OK [CLOSED] The previous mailbox is closed").crlf();
    }
    Place place = session.place(name);
    place.require(Right.READ);
    if (condstore) {
      session.enable(Extension.CONDSTORE);
    }
    SelectedMailbox selected = session.select(place, mailbox(place), examine);
    View view = selected.numbering().view();
    out.text("* ").number(view.count()).text(" EXISTS").crlf();
    if (!session.isRev2()) {
      out.text("* ").number(selected.recentCount()).text(" RECENT").crlf();
      int unseen = selected.firstUnseen();
      if (unseen > 0) {
        out.text("* OK [UNSEEN ").number(unseen).text("] The first unseen message").crlf();
      }
    }
    selected.writeFlags(out);
    out.text("* OK [UIDVALIDITY ").number(view.uidValidity().value()).text("] UIDs valid").crlf();
    out.text("* OK [UIDNEXT ").number(view.uidNext().value()).text("] The next UID").crlf();
    if (session.offers("CONDSTORE")) {
      selected.writeHighestModSeq(out);
    }
    String objectId = selected.mailbox().objectId();
    out.text("* OK [MAILBOXID (")
        .text(objectId)
        .text(")] Its own for ever")
        .crlf(); // RFC 8474 §4.2
    if (session.isRev2()) {
      Listing.of(session).writeRenamed(session, name, given);
    }
    if (resync.isPresent()) {
      resync.get().write(session, selected);
    }
    return Ok.completed(examine ? "EXAMINE" : "SELECT")
        .with(selected.isReadOnly() ? "READ-ONLY" : "READ-WRITE");
  }

  /** It was there just now. */
  private static Mailbox mailbox(Place place) throws No {
    return place
        .mailbox()
        .orElseThrow(() -> new No("NONEXISTENT", "There is no such mailbox any more"));
  }
}
