package portineria.imap.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import portineria.imap.Command;
import portineria.imap.ImapSession;
import portineria.imap.Ok;
import portineria.imap.Sorting;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;
import portineria.imap.wire.SearchKey;
import portineria.imap.wire.SearchKeys;
import portineria.imap.wire.SortKey;

/**
 * SORT and UID SORT: finds messages, and tells them in an order.
 *
 * <pre>
 *   sort      SORT [SP RETURN "(" option … ")"] SP "(" sort-key … ")" SP charset 1*(SP search-key)
 *                                            RFC 5256 §3, RFC 5957 §4, RFC 5267 §3
 *   option    as of SEARCH: MIN is the first in that order, MAX the last
 *   uid-sort  UID SORT …                     RFC 5256 §3
 * </pre>
 *
 * @param returns empty where the client did not say RETURN
 */
record Sort(Optional<Set<Result>> returns, List<SortKey> order, SearchKey key, boolean byUid)
    implements Command {

  static Command parse(Arguments in, boolean byUid) throws Bad, No, IOException {
    in.space();
    Optional<Set<Result>> returns = Result.parse(in);
    List<SortKey> order = SortKey.list(in);
    in.space();
    try {
      return new Sort(returns, order, SearchKeys.charsetAndKeys(in), byUid);
    } catch (No no) {
      return Result.refused(returns, no);
    }
  }

  @Override
  public Ok run(ImapSession session) throws Bad, IOException {
    Found found = Found.by(session, key, byUid);
    found = found.ordered(Sorting.run(session, found.indexes(), order));
    Set<Result> wanted = returns.orElse(Set.of());
    if (wanted.contains(Result.SAVE)) {
      found.save(wanted);
    }
    if (returns.isEmpty()) {
      found.write("SORT");
    } else if (!wanted.equals(Set.of(Result.SAVE))) {
      found.writeExtended(wanted);
    }
    return Ok.completed("SORT");
  }
}
