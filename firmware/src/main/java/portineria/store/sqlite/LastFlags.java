package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portineria.store.Flag;
import portineria.store.FlagTable;

/**
 * The flags of entries of several mailboxes, deleted ones too, as bits of one mailbox into which
 * they come back. {@code \Deleted} stays away, or they would be on their way out again. A keyword
 * for which there is no room is left out: better the message without it than neither.
 *
 * <p>First {@link #meet} all of them, then {@link #settle}, then ask for the {@link #bits} of each.
 */
final class LastFlags {
  private static final String KEYWORDS = "SELECT name FROM keywords WHERE mailbox = ? ORDER BY bit";

  private static final long DELETED = FlagTable.EMPTY.mask(Flag.DELETED);

  /** By mailbox: the bits that were met. */
  private final Map<Long, Long> met = new HashMap<>();

  /** By mailbox: what each bit is in the target. */
  private final Map<Long, long[]> masks = new HashMap<>();

  /** An entry of the mailbox with that number has these bits. */
  void meet(long mailbox, long bits) {
    met.merge(mailbox, bits & ~DELETED, (one, other) -> one | other);
  }

  /** The target learns the keywords. */
  void settle(Transaction transaction, LiveMailbox target) throws SQLException {
    Map<Long, FlagTable> tables = new HashMap<>();
    Set<Flag> all = new LinkedHashSet<>();
    for (Map.Entry<Long, Long> one : met.entrySet()) {
      FlagTable table = table(transaction, one.getKey());
      tables.put(one.getKey(), table);
      all.addAll(table.flags(one.getValue()));
    }
    FlagTable there = Keywords.withSome(transaction, target, all);
    tables.forEach((mailbox, table) -> masks.put(mailbox, masks(table, there)));
  }

  private static FlagTable table(Transaction transaction, long mailbox) throws SQLException {
    return new FlagTable(
        transaction.database().rows(KEYWORDS, row -> new Flag(row.getString(1)), mailbox));
  }

  private static long[] masks(FlagTable from, FlagTable to) {
    List<Flag> flags = new ArrayList<>(Flag.SYSTEM);
    flags.addAll(from.keywords());
    return flags.stream().mapToLong(to::mask).toArray();
  }

  /** What {@code bits} of that mailbox are in the target. */
  long bits(long mailbox, long bits) {
    long[] there = masks.getOrDefault(mailbox, new long[0]);
    long translated = 0;
    for (long rest = bits & ~DELETED; rest != 0; rest &= rest - 1) {
      translated |= there[Long.numberOfTrailingZeros(rest)];
    }
    return translated;
  }
}
