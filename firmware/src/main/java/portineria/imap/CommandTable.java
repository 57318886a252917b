package portineria.imap;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portineria.imap.wire.Arguments;
import portineria.imap.wire.Bad;
import portineria.imap.wire.No;

/** All commands by name, and what the session must know of each before it runs. Immutable. */
public final class CommandTable {
  private final Map<String, Row> rows = new HashMap<>();

  public CommandTable(List<Row> rows) {
    for (Row row : rows) {
      if (this.rows.put(row.name(), row) != null) {
        throw new IllegalArgumentException("two rows for " + row.name());
      }
    }
  }

  Optional<Row> find(String name) {
    return Optional.ofNullable(rows.get(name));
  }

  /** Whether commands begin with this word and have another one after it: UID. */
  boolean isPrefix(String word) {
    return rows.keySet().stream().anyMatch(name -> name.startsWith(word + " "));
  }

  /**
   * One command.
   *
   * @param name in capitals; two words where the first is UID
   * @param expunges whether the client may hear after it that messages are gone
   */
  public record Row(String name, State state, Expunges expunges, Parser parser) {
    /** Whether responses that it causes name messages by UID too: RFC 9051 §6.4.9. */
    boolean namesUids() {
      return name.startsWith("UID ");
    }
  }

  /** In which state of the session a command is allowed: RFC 9051 §3. */
  public enum State {
    ANY,
    NOT_AUTHENTICATED,
    /** A mailbox may be selected or not. */
    AUTHENTICATED,
    SELECTED
  }

  /** RFC 9051 §7.5.1: numbers must not move while commands that use them may be on their way. */
  public enum Expunges {
    TOLD,
    HELD
  }

  /** Reads a command from behind its name. */
  @FunctionalInterface
  public interface Parser {
    Command parse(Arguments in) throws Bad, No, IOException;
  }
}
