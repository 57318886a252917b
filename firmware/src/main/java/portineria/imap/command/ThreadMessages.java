package portineria.imap.command;

import java.io.IOException;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Threading;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.imap.wire.SearchKey;
import portineria.imap.wire.SearchKeys;

/**
 * THREAD and UID THREAD: finds messages, and tells which answers which.
 *
 * <pre>
 *   thread      THREAD SP algorithm SP charset 1*(SP search-key)    RFC 5256 §3
 *   algorithm   ORDEREDSUBJECT / REFERENCES
 *   uid-thread  UID THREAD …                                        RFC 5256 §3
 * </pre>
 *
 * <p>Modseqs may be searched for, but its response has no place for one: RFC 7162 §7.
 */
record ThreadMessages(Threading.Algorithm algorithm, SearchKey key, boolean byUid)
    implements Command {

  static Command parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    Threading.Algorithm algorithm =
        switch (in.keyword()) {
          case "ORDEREDSUBJECT" -> Threading.Algorithm.ORDEREDSUBJECT;
          case "REFERENCES" -> Threading.Algorithm.REFERENCES;
          default -> throw new Bad("THREAD knows no such algorithm");
        };
    in.space();
    return new ThreadMessages(algorithm, SearchKeys.charsetAndKeys(in), byUid);
  }

  @Override
  public Ok run(ImapSession session) throws Bad, IOException {
    Found found = Found.by(session, key, byUid);
    Threading.run(session, found.indexes(), algorithm, byUid);
    return Ok.completed("THREAD");
  }
}
