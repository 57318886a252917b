package portineria.imap.command;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import portineria.imap.Fetching;
import portineria.imap.ImapSession;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.FetchItem.Attribute;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;

/**
 * What a client remembers of a mailbox that it opens again; it hears what is different since.
 *
 * <pre>
 *   QRESYNC SP "(" uidvalidity SP mod-sequence [SP known-uids] [SP "(" numbers SP uids ")"] ")"
 *                                            RFC 7162 §3.2.5
 * </pre>
 *
 * <p>The last pair is for servers that do not remember what was removed; it is read and not needed.
 *
 * @param known the UIDs that it remembers, where it says so
 */
record Resync(long uidValidity, ModSeq modSeq, Optional<MessageSet> known) {

  static Resync parse(Arguments in) throws Bad, No, IOException {
    in.expect('(');
    long uidValidity = in.nzNumber();
    in.space();
    ModSeq modSeq = new ModSeq(in.number64());
    Optional<MessageSet> known = Optional.empty();
    boolean more = in.skip(' ');
    if (more && !in.at('(')) {
      known = Optional.of(in.messageSet());
      more = in.skip(' ');
    }
    if (more) {
      in.list(2, 2, in::messageSet);
    }
    in.expect(')');
    return new Resync(uidValidity, modSeq, known);
  }

  /** Removals come first: RFC 7162 §3.2.5.1. */
  void write(ImapSession session, SelectedMailbox selected) throws Bad, No, Refusal, IOException {
    if (selected.mailbox().uidValidity().value() != uidValidity) {
      return; // another mailbox of that name: what is known of it is worth nothing
    }
    UidSet among = known.map(selected::formerUids).orElse(UidSet.ALL);
    Fetch.writeVanished(session, selected.vanishedSince(modSeq, among));
    UidSet changed = selected.numbering().changedSince(modSeq, among);
    Fetching.run(
        session,
        changed,
        new LinkedHashSet<>(List.of(Attribute.UID, Attribute.FLAGS, Attribute.MODSEQ)));
  }
}
