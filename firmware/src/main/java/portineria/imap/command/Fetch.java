package portineria.imap.command;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.Fetching;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.FetchItem;
import portineria.imap.wire.FetchItems;
import portineria.imap.wire.MessageSet;
import portineria.imap.wire.No;
import portineria.store.Refusal;

/**
 * FETCH and UID FETCH: sends what the client wants of messages.
 *
 * <pre>
 *   fetch      FETCH sequence-set (ALL / FULL / FAST / fetch-att / "(" fetch-att … ")")
 *                                            RFC 9051 §6.4.5, RFC 3501 §6.4.5, RFC 3516 §4.2
 *   uid-fetch  UID FETCH …                   RFC 9051 §6.4.9
 * </pre>
 *
 * <p>How it is done is in {@link Fetching}.
 */
record Fetch(MessageSet among, boolean byUid, Set<FetchItem> items) implements Command {

  Fetch {
    items = Collections.unmodifiableSet(items);
  }

  static Fetch parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    MessageSet among = in.messageSet();
    in.space();
    Set<FetchItem> items = FetchItems.parse(in);
    in.end();
    return new Fetch(among, byUid, items);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, No, Refusal, IOException {
    Fetching.run(session, session.selected().uids(among, byUid), items);
    return Ok.completed("FETCH");
  }
}
