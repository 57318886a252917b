package portineria.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Refusal;
import portineria.store.sqlite.view.Columns;

/**
 * Messages that are shown among all mail of their account, where that is wanted: an entry for each,
 * by year.
 */
final class Shown {
  private static final long SEEN = FlagTable.EMPTY.mask(Flag.SEEN);

  private final Transaction transaction;
  private final LiveAccount account;

  /** What is to be shown, by year in UTC. */
  private final Map<Integer, Columns> years = new TreeMap<>();

  Shown(Transaction transaction, LiveAccount account) {
    this.transaction = transaction;
    this.account = account;
  }

  /** One message more. */
  void add(long message, long size, long internalDate) {
    if (!account.allMail().draft()) {
      return;
    }
    int year = Instant.ofEpochSecond(internalDate).atOffset(ZoneOffset.UTC).getYear();
    Columns columns = years.computeIfAbsent(year, first -> new Columns());
    columns.add(columns.count() + 1L, message, SEEN, 0, size, internalDate, 0);
  }

  /** Shows them. */
  void show() throws Refusal, SQLException {
    if (years.isEmpty()) {
      return;
    }
    BoxMailboxes mailboxes = new BoxMailboxes(transaction, account);
    for (Map.Entry<Integer, Columns> year : years.entrySet()) {
      Columns messages = year.getValue();
      LiveMailbox mailbox = mailboxes.allMail(year.getKey());
      Entries.requireUids(mailbox.state().draft(), messages.count());
      long uid = mailbox.state().draft().uidNext();
      long modSeq = transaction.next(account.modSeq());
      Columns arrivals = new Columns(messages.count());
      for (int i = 0; i < messages.count(); i++) {
        arrivals.add(
            uid + i,
            messages.message(i).value(),
            SEEN,
            modSeq,
            messages.size(i),
            messages.internalDate(i),
            transaction.nowSeconds());
      }
      Entries.add(transaction, mailbox, arrivals);
    }
    years.clear();
  }
}
