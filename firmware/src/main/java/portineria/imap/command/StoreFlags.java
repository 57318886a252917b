package portineria.imap.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.Flags;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.Flag;
import portineria.store.Mailbox.FlagChange;
import portineria.store.Mailbox.Flagged;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;

/**
 * STORE and UID STORE: changes flags.
 *
 * <pre>
 *   store      STORE sequence-set ["+" / "-"] FLAGS [".SILENT"] (flag-list / flag *(SP flag))
 *                                            RFC 9051 §6.4.6
 *   uid-store  UID STORE …                   RFC 9051 §6.4.9
 * </pre>
 *
 * <p>Where none of the messages is there, nothing is forbidden: RFC 9051 §6.4.9. So a program that
 * has copied a message out of a mailbox that shows what was removed, and then marks it deleted
 * there, succeeds.
 *
 * <p>What has become different is told by the session like every other change; a change that is
 * silent is left out of that.
 */
record StoreFlags(MessageSet among, boolean byUid, FlagChange change, boolean silent)
    implements Command {

  static StoreFlags parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    MessageSet among = in.messageSet();
    in.space();
    FlagChange.Kind kind =
        in.skip('+')
            ? FlagChange.Kind.ADD
            : in.skip('-') ? FlagChange.Kind.REMOVE : FlagChange.Kind.REPLACE;
    String item = in.keyword();
    boolean silent = item.equals("FLAGS.SILENT");
    if (!silent && !item.equals("FLAGS")) {
      throw new Bad("STORE changes FLAGS");
    }
    in.space();
    Set<Flag> flags = Flags.listOrRest(in);
    in.end();
    return new StoreFlags(among, byUid, new FlagChange(kind, flags), silent);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    SelectedMailbox selected = session.selected();
    UidSet uids = selected.uids(among, byUid);
    boolean anything = !selected.isReadOnly() || selected.knowsAny(uids);
    if (!uids.isEmpty() && anything) {
      Flagged flagged = session.writable().mailbox().store(uids, change, ModSeq.MAX);
      if (silent) {
        session.tell(Optional.of(new SelectedMailbox.OwnChange(change, flagged)));
      }
    }
    return Ok.completed("STORE");
  }
}
