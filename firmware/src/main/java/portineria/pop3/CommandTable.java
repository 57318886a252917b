package portineria.pop3;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import portineria.pop3.Pop3Session.State;

/** The commands that there are, and when each may come. */
public final class CommandTable {
  private final Map<String, Row> rows = new HashMap<>();

  /**
   * One command.
   *
   * @param keyword in capitals
   */
  public record Row(String keyword, Set<State> states, Command.Parser parser) {
    public Row {
      states = Set.copyOf(states);
    }

    public Row(String keyword, State state, Command.Parser parser) {
      this(keyword, EnumSet.of(state), parser);
    }
  }

  public CommandTable(List<Row> rows) {
    rows.forEach(row -> this.rows.put(row.keyword(), row));
  }

  /** The command on {@code line}; keywords have no case: RFC 1939 §3. */
  Command parse(byte[] line, State state) throws Err {
    String text = new String(line, StandardCharsets.UTF_8);
    int end = text.indexOf(' ');
    String keyword = (end < 0 ? text : text.substring(0, end)).toUpperCase(Locale.ROOT);
    Row row = rows.get(keyword);
    if (row == null) {
      throw new Err("there is no such command");
    }
    if (!row.states().contains(state)) {
      throw new Err(
          switch (state) {
            case AUTHORIZATION -> "log in first";
            case TRANSACTION -> "not after the login";
          });
    }
    return row.parser().parse(new Arguments(end < 0 ? "" : text.substring(end + 1)));
  }
}
