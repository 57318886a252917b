package portineria.imap.command;

import static portineria.imap.CommandTable.Expunges.HELD;
import static portineria.imap.CommandTable.Expunges.TOLD;
import static portineria.imap.CommandTable.State.ANY;
import static portineria.imap.CommandTable.State.AUTHENTICATED;
import static portineria.imap.CommandTable.State.NOT_AUTHENTICATED;
import static portineria.imap.CommandTable.State.SELECTED;

import java.util.List;
import portineria.imap.CommandTable;
import portineria.imap.CommandTable.Expunges;
import portineria.imap.CommandTable.Parser;
import portineria.imap.CommandTable.Row;
import portineria.imap.CommandTable.State;

/** The table of all commands: name, state, whether expunges may be told after it, parser. */
public final class Commands {
  private Commands() {}

  public static CommandTable table() {
    return new CommandTable(
        List.of(
            row("CAPABILITY", ANY, TOLD, Capability::parse),
            row("NOOP", ANY, TOLD, Noop::parse),
            row("ID", ANY, TOLD, Id::parse),
            row("LOGOUT", ANY, HELD, Logout::parse),
            row("STARTTLS", NOT_AUTHENTICATED, HELD, StartTls::parse),
            row("LOGIN", NOT_AUTHENTICATED, HELD, Login::parse),
            row("AUTHENTICATE", NOT_AUTHENTICATED, HELD, Authenticate::parse),
            row("ENABLE", AUTHENTICATED, TOLD, Enable::parse),
            row("NAMESPACE", AUTHENTICATED, TOLD, Namespace::parse),
            row("SELECT", AUTHENTICATED, TOLD, in -> Select.parse(in, false)),
            row("EXAMINE", AUTHENTICATED, TOLD, in -> Select.parse(in, true)),
            row("CREATE", AUTHENTICATED, TOLD, Create::parse),
            row("DELETE", AUTHENTICATED, TOLD, Delete::parse),
            row("RENAME", AUTHENTICATED, TOLD, Rename::parse),
            row("SUBSCRIBE", AUTHENTICATED, TOLD, in -> Subscribe.parse(in, true)),
            row("UNSUBSCRIBE", AUTHENTICATED, TOLD, in -> Subscribe.parse(in, false)),
            row("LIST", AUTHENTICATED, TOLD, ListMailboxes::parse),
            row("LSUB", AUTHENTICATED, TOLD, Lsub::parse),
            row("GETQUOTA", AUTHENTICATED, TOLD, GetQuota::parse),
            row("GETQUOTAROOT", AUTHENTICATED, TOLD, GetQuotaRoot::parse),
            row("SETQUOTA", AUTHENTICATED, TOLD, SetQuota::parse),
            row("STATUS", AUTHENTICATED, TOLD, Status::parse),
            row("APPEND", AUTHENTICATED, TOLD, Append::parse),
            row("SETACL", AUTHENTICATED, TOLD, SetAcl::parse),
            row("DELETEACL", AUTHENTICATED, TOLD, DeleteAcl::parse),
            row("GETACL", AUTHENTICATED, TOLD, GetAcl::parse),
            row("LISTRIGHTS", AUTHENTICATED, TOLD, ListRights::parse),
            row("MYRIGHTS", AUTHENTICATED, TOLD, MyRights::parse),
            row("IDLE", AUTHENTICATED, TOLD, Idle::parse),
            row("COMPRESS", AUTHENTICATED, TOLD, Compress::parse),
            row("CHECK", SELECTED, TOLD, Check::parse),
            row("CLOSE", SELECTED, HELD, Close::parse),
            row("UNSELECT", SELECTED, HELD, Unselect::parse),
            row("EXPUNGE", SELECTED, TOLD, Expunge::parse),
            row("UID EXPUNGE", SELECTED, TOLD, Expunge::parseUid),
            // RFC 9051 §7.5.1: while these are under way numbers must not move.
            row("SEARCH", SELECTED, HELD, in -> Search.parse(in, false)),
            row("SORT", SELECTED, HELD, in -> Sort.parse(in, false)),
            row("THREAD", SELECTED, HELD, in -> ThreadMessages.parse(in, false)),
            row("FETCH", SELECTED, HELD, in -> Fetch.parse(in, false)),
            row("STORE", SELECTED, HELD, in -> StoreFlags.parse(in, false)),
            row("UID SEARCH", SELECTED, TOLD, in -> Search.parse(in, true)),
            row("UID SORT", SELECTED, TOLD, in -> Sort.parse(in, true)),
            row("UID THREAD", SELECTED, TOLD, in -> ThreadMessages.parse(in, true)),
            row("UID FETCH", SELECTED, TOLD, in -> Fetch.parse(in, true)),
            row("UID STORE", SELECTED, TOLD, in -> StoreFlags.parse(in, true)),
            row("REPLACE", SELECTED, TOLD, in -> Replace.parse(in, false)),
            row("UID REPLACE", SELECTED, TOLD, in -> Replace.parse(in, true)),
            row("COPY", SELECTED, TOLD, in -> Copy.parse(in, false)),
            row("UID COPY", SELECTED, TOLD, in -> Copy.parse(in, true)),
            row("MOVE", SELECTED, TOLD, in -> Move.parse(in, false)),
            row("UID MOVE", SELECTED, TOLD, in -> Move.parse(in, true))));
  }

  private static Row row(String name, State state, Expunges expunges, Parser parser) {
    return new Row(name, state, expunges, parser);
  }
}
