package portineria.imap.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.Extension;
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
import portineria.store.Rights;
import portineria.store.UidSet;

/**
 * STORE and UID STORE: changes flags.
 *
 * <pre>
 *   store      STORE sequence-set [SP "(" UNCHANGEDSINCE SP mod-sequence ")"]
 *                   SP ["+" / "-"] FLAGS [".SILENT"] (flag-list / flag *(SP flag))
 *                                            RFC 9051 §6.4.6, RFC 7162 §3.1.3
 *   uid-store  UID STORE …                   RFC 9051 §6.4.9
 * </pre>
 *
 * <p>Where none of the messages is there, nothing is forbidden: RFC 9051 §6.4.9. So a program that
 * has copied a message out of a mailbox that shows what was removed, and then marks it deleted
 * there, succeeds.
 *
 * <p>What has become different is told by the session like every other change; a change that is
 * silent is left out of that.
 *
 * @param unchangedSince messages that were changed after that stay as they are, and are named
 */
record StoreFlags(
    MessageSet among,
    boolean byUid,
    Optional<ModSeq> unchangedSince,
    FlagChange change,
    boolean silent)
    implements Command {
  static StoreFlags parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    MessageSet among = in.messageSet();
    in.space();
    Optional<ModSeq> unchangedSince = Optional.empty();
    if (in.at('(')) {
      unchangedSince = Optional.of(in.list(1, 1, () -> unchangedSince(in)).getFirst());
      in.space();
    }
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
    return new StoreFlags(among, byUid, unchangedSince, new FlagChange(kind, flags), silent);
  }

  private static ModSeq unchangedSince(Arguments in) throws Bad {
    if (!in.keyword().equals("UNCHANGEDSINCE")) {
      throw new Bad("STORE knows no such modifier");
    }
    in.space();
    return new ModSeq(in.number64());
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    SelectedMailbox selected = session.selected();
    UidSet uids = selected.uids(among, byUid);
    boolean anything = !selected.isReadOnly() || selected.knowsAny(uids);
    if (unchangedSince.isPresent()) {
      session.enable(Extension.CONDSTORE); // RFC 7162 §3.1
    }
    UidSet conflicted = UidSet.EMPTY;
    if (!uids.isEmpty() && anything) {
      FlagChange permitted = permitted(session.writable().rights());
      Flagged flagged =
          selected.mailbox().store(uids, permitted, unchangedSince.orElse(ModSeq.MAX));
      conflicted = flagged.conflicted();
      if (silent) {
        session.tell(Optional.of(new SelectedMailbox.OwnChange(permitted, flagged, false)));
      }
    }
    Ok ok = Ok.completed("STORE");
    return conflicted.isEmpty()
        ? ok
        : ok.with("MODIFIED " + (byUid ? conflicted : selected.numbering().numbers(conflicted)));
  }

  /**
   * What of the change may be made: RFC 4314 §4. Flags that may not be changed stay as they are;
   * where that leaves nothing, it is refused.
   */
  private FlagChange permitted(Rights rights) throws No {
    FlagChange permitted = new FlagChange(change.kind(), change.flags(), rights);
    if (permitted.flags().isEmpty() && !change.flags().isEmpty()) {
      throw new No("NOPERM", "You may not change these flags here");
    }
    return permitted;
  }
}
