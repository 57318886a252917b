package portineria.pop3.command;

import static portineria.pop3.Pop3Session.State.AUTHORIZATION;
import static portineria.pop3.Pop3Session.State.TRANSACTION;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import portineria.pop3.CommandTable;
import portineria.pop3.CommandTable.Row;
import portineria.pop3.Pop3Session.State;

/**
 * All commands. APOP is not among them, because it needs passwords that are stored in the clear,
 * nor is LAST, which RFC 1725 took away.
 */
public final class Commands {
  private static final Set<State> ALWAYS = EnumSet.allOf(State.class);

  private Commands() {}

  public static CommandTable table() {
    return new CommandTable(
        List.of(
            new Row("CAPA", ALWAYS, Capa::parse),
            new Row("STLS", AUTHORIZATION, Stls::parse),
            new Row("UTF8", AUTHORIZATION, Utf8::parse),
            new Row("USER", AUTHORIZATION, User::parse),
            new Row("PASS", AUTHORIZATION, Pass::parse),
            new Row("AUTH", AUTHORIZATION, Auth::parse),
            new Row("STAT", TRANSACTION, Stat::parse),
            new Row("LIST", TRANSACTION, ScanListing::parse),
            new Row("UIDL", TRANSACTION, Uidl::parse),
            new Row("RETR", TRANSACTION, Retr::parse),
            new Row("TOP", TRANSACTION, Top::parse),
            new Row("DELE", TRANSACTION, Dele::parse),
            new Row("RSET", TRANSACTION, Rset::parse),
            new Row("NOOP", TRANSACTION, Noop::parse),
            new Row("QUIT", ALWAYS, Quit::parse)));
  }
}
