package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import portineria.store.Quota;
import portineria.store.Quota.Limits;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Selection;

/**
 * How much accounts may hold. Nothing is counted for it: the sums that each mailbox keeps of its
 * live entries say how much there is, so an account without a limit costs nothing, and another an
 * addition for each of its mailboxes.
 */
final class Quotas {
  private static final String ALL = "SELECT account, octets, messages FROM quotas";

  private static final String PUT =
      "INSERT OR REPLACE INTO quotas (account, octets, messages) VALUES (?, ?, ?)";

  private static final String FORGET = "DELETE FROM quotas WHERE account = ?";

  private Quotas() {}

  /** Those of all accounts that have some, by the index's number of the account. */
  static Map<Long, Limits> load(Database database) throws SQLException {
    Map<Long, Limits> all = new HashMap<>();
    database.each(ALL, row -> all.put(row.getLong(1), new Limits(limit(row, 2), limit(row, 3))));
    return all;
  }

  private static OptionalLong limit(ResultSet row, int column) throws SQLException {
    long limit = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  static void put(Transaction transaction, LiveAccount account, Limits limits) throws SQLException {
    Database database = transaction.database();
    if (limits.isSome()) {
      database.run(PUT, account.id(), column(limits.octets()), column(limits.messages()));
    } else {
      database.run(FORGET, account.id());
    }
    transaction.set(account.limits(), limits);
  }

  private static @Nullable Object column(OptionalLong limit) {
    return limit.isPresent() ? limit.getAsLong() : null;
  }

  /** As of the last commit. */
  static Quota committed(LiveAccount account) {
    Quota quota = new Quota(account.limits().committed(), 0, 0);
    for (LiveMailbox mailbox : account.mailboxes().committed().values()) {
      quota = with(quota, mailbox, mailbox.state().committed());
    }
    return quota;
  }

  private static Quota with(Quota quota, LiveMailbox mailbox, MailboxState state) {
    return mailbox.kind().isChangeable() ? quota.plus(state.messages(), state.octets()) : quota;
  }

  /** Refuses what would go beyond a limit. */
  static void requireRoom(LiveAccount account, long messages, long octets) throws Refusal {
    Limits limits = account.limits().draft();
    if (!limits.isSome()) {
      return;
    }
    Quota quota = new Quota(limits, 0, 0);
    for (LiveMailbox mailbox : account.mailboxes().draft().values()) {
      quota = with(quota, mailbox, mailbox.state().draft());
    }
    if (!quota.hasRoomFor(messages, octets)) {
      throw new Refusal(
          Refusal.Reason.OVER_QUOTA,
          account.name() + " has no more room: delete something, or ask for a higher limit");
    }
  }

  /** The same, of what was chosen in a view. */
  static void requireRoom(LiveAccount account, ChunkedView view, Selection chosen) throws Refusal {
    if (account.limits().draft().isSome()) {
      long octets = 0;
      for (int run = 0; run < chosen.runCount(); run++) {
        for (int index = chosen.from(run); index < chosen.to(run); index++) {
          octets += view.size(index);
        }
      }
      requireRoom(account, chosen.count(), octets);
    }
  }
}
