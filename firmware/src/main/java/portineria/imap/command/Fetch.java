package portineria.imap.command;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.Extension;
import portineria.imap.Fetching;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.SelectedMailbox;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.FetchItem;
import portineria.imap.wire.FetchItems;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;

/**
 * FETCH and UID FETCH: sends what the client wants of messages.
 *
 * <pre>
 *   fetch      FETCH sequence-set (ALL / FULL / FAST / fetch-att / "(" fetch-att … ")")
 *                   [SP "(" modifier *(SP modifier) ")"]
 *                                            RFC 9051 §6.4.5, RFC 3501 §6.4.5, RFC 3516 §4.2
 *   modifier   CHANGEDSINCE SP mod-sequence / VANISHED
 *                                            RFC 7162 §3.1.4.1, §3.2.6
 *   uid-fetch  UID FETCH …                   RFC 9051 §6.4.9
 * </pre>
 *
 * <p>How it is done is in {@link Fetching}.
 *
 * @param changedSince only messages that were changed after that; 0 for all
 * @param vanished whether the removed ones are told of first
 */
record Fetch(
    MessageSet among, boolean byUid, Set<FetchItem> items, ModSeq changedSince, boolean vanished)
    implements Command {

  Fetch {
    items = Collections.unmodifiableSet(items);
  }

  static Fetch parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    MessageSet among = in.messageSet();
    in.space();
    Set<FetchItem> items = new LinkedHashSet<>(FetchItems.parse(in));
    Modifiers modifiers = new Modifiers();
    if (in.skip(' ') && !in.isAtEnd()) {
      in.list(1, 2, () -> modifiers.read(in));
    }
    in.end();
    if (modifiers.vanished && !(byUid && modifiers.changedSince.isPresent())) {
      throw new Bad("VANISHED goes with UID FETCH and CHANGEDSINCE");
    }
    if (modifiers.changedSince.isPresent()) {
      items.add(FetchItem.Attribute.MODSEQ); // RFC 7162 §3.1.4.1
    }
    return new Fetch(
        among, byUid, items, modifiers.changedSince.orElse(ModSeq.ZERO), modifiers.vanished);
  }

  /** What stands behind the items. */
  private static final class Modifiers {
    private Optional<ModSeq> changedSince = Optional.empty();
    private boolean vanished;

    String read(Arguments in) throws Bad {
      String name = in.keyword();
      switch (name) {
        case "CHANGEDSINCE" -> {
          in.space();
          changedSince = Optional.of(new ModSeq(in.number64()));
        }
        case "VANISHED" -> vanished = true;
        default -> throw new Bad("FETCH knows no such modifier");
      }
      return name;
    }
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    SelectedMailbox selected = session.selected();
    if (vanished && !session.has(Extension.QRESYNC)) {
      throw new Bad("VANISHED needs ENABLE QRESYNC");
    }
    if (items.contains(FetchItem.Attribute.MODSEQ)) {
      session.enable(Extension.CONDSTORE); // RFC 7162 §3.1
    }
    if (vanished) {
      writeVanished(session, selected.vanishedSince(changedSince, selected.formerUids(among)));
    }
    UidSet uids = selected.uids(among, byUid);
    if (!changedSince.equals(ModSeq.ZERO)) {
      uids = selected.numbering().changedSince(changedSince, uids);
    }
    Fetching.run(session, uids, items);
    return Ok.completed("FETCH");
  }

  /** RFC 7162 §3.2.10.1. */
  static void writeVanished(ImapSession session, UidSet vanished) throws IOException {
    if (!vanished.isEmpty()) {
      session.out().text("* VANISHED (EARLIER) ").text(vanished.toString()).crlf();
    }
  }
}
