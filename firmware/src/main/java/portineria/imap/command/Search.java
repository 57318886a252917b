package portineria.imap.command;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.imap.wire.SearchKey;
import portineria.imap.wire.SearchKeys;

/**
 * SEARCH and UID SEARCH: finds messages.
 *
 * <pre>
 *   search      SEARCH [SP RETURN "(" option … ")"] [SP CHARSET charset] 1*(SP search-key)
 *                                            RFC 9051 §6.4.4, RFC 3501 §6.4.4
 *   option      MIN / MAX / ALL / COUNT / SAVE
 *                                            RFC 4731 §3.1, RFC 5182 §2, RFC 7162 §3.1.10
 *   uid-search  UID SEARCH …                 RFC 9051 §6.4.9
 * </pre>
 *
 * @param returns empty where the client did not say RETURN
 */
record Search(Optional<Set<Result>> returns, SearchKey key, boolean byUid) implements Command {

  static Command parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    Optional<Set<Result>> returns = Result.parse(in);
    try {
      return new Search(returns, SearchKeys.program(in), byUid);
    } catch (No no) {
      return Result.refused(returns, no);
    }
  }

  @Override
  public Ok run(ImapSession session) throws Bad, IOException {
    Found found = Found.by(session, key, byUid);
    Set<Result> wanted = returns.orElse(Set.of(Result.ALL));
    if (wanted.contains(Result.SAVE)) {
      found.save(wanted);
    }
    if (returns.isEmpty() && !session.isRev2()) {
      found.write("SEARCH");
    } else if (!wanted.equals(Set.of(Result.SAVE))) {
      found.writeExtended(wanted);
    }
    return Ok.completed("SEARCH");
  }
}
