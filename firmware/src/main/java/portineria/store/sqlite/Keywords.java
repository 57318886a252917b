package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Refusal;

/** The keywords of a mailbox: each gets the next free bit when it is first used, for good. */
final class Keywords {
  private static final String INSERT = "INSERT INTO keywords (mailbox, bit, name) VALUES (?, ?, ?)";

  private Keywords() {}

  /**
   * The mailbox's table with these flags in it.
   *
   * @throws Refusal when there is no bit left
   */
  static FlagTable with(Transaction transaction, LiveMailbox mailbox, Collection<Flag> flags)
      throws Refusal, SQLException {
    List<Flag> keywords = joined(mailbox, flags);
    if (keywords.size() > FlagTable.KEYWORDS_MAX) {
      throw new Refusal(
          Refusal.Reason.LIMIT,
          "this mailbox has " + FlagTable.KEYWORDS_MAX + " keywords already: use one of those");
    }
    return set(transaction, mailbox, keywords);
  }

  /** The mailbox's table with as many of these flags in it as there is room for. */
  static FlagTable withSome(Transaction transaction, LiveMailbox mailbox, Collection<Flag> flags)
      throws SQLException {
    List<Flag> keywords = joined(mailbox, flags);
    int fitting = Math.min(keywords.size(), FlagTable.KEYWORDS_MAX);
    return set(transaction, mailbox, keywords.subList(0, fitting));
  }

  private static List<Flag> joined(LiveMailbox mailbox, Collection<Flag> flags) {
    List<Flag> keywords = new ArrayList<>(mailbox.state().draft().flagTable().keywords());
    for (Flag flag : flags) {
      if (!Flag.SYSTEM.contains(flag) && !keywords.contains(flag)) {
        keywords.add(flag);
      }
    }
    return keywords;
  }

  private static FlagTable set(Transaction transaction, LiveMailbox mailbox, List<Flag> keywords)
      throws SQLException {
    MailboxState state = mailbox.state().draft();
    int known = state.flagTable().keywords().size();
    if (keywords.size() == known) {
      return state.flagTable();
    }
    for (int i = known; i < keywords.size(); i++) {
      int bit = Flag.SYSTEM.size() + i;
      transaction.database().run(INSERT, mailbox.id(), bit, keywords.get(i).name());
    }
    FlagTable table = new FlagTable(keywords);
    transaction.update(mailbox, state.withFlagTable(table), view -> view);
    return table;
  }
}
