package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.UidSet;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.Selection;
import portineria.store.volume.Grave;

/**
 * How the index lets go of messages that are erased: FORMAT.md, "Erasure", 2.2. Afterwards nobody
 * can begin to read them, and what is to be overwritten is written down.
 */
final class Forgetting {
  private static final String GRAVES_OF_COPIES =
      """
      INSERT OR REPLACE INTO graves (volume, position, size, account, tag)
      SELECT volume, position, ?, ?, ? FROM copies WHERE message = ?
      """;

  private static final String NO_COPIES = "DELETE FROM copies WHERE message = ?";

  private static final String LIVE =
      "SELECT mailbox, uid, flags, size FROM entries WHERE message = ? AND removed IS NULL";

  private static final String REMOVE =
      """
      UPDATE entries SET modseq = ?, removed = ?, removed_by = ?, removed_how = ?, flags = 0,
        size = 0, internal_date = 0, save_date = 0
      WHERE message = ? AND removed IS NULL
      """;

  private static final String EMPTY =
      """
      UPDATE entries SET removed_how = ?, flags = 0, size = 0, internal_date = 0, save_date = 0
      WHERE message = ?
      """;

  private static final String EMPTY_MESSAGE =
      """
      UPDATE messages SET digest = ?1, volume = 0, position = 0, received = 0,
        size = CASE WHEN EXISTS (SELECT 1 FROM intake WHERE message = ?2) THEN size ELSE 0 END
      WHERE id = ?2
      """;

  private static final String NO_INTAKE =
      "DELETE FROM intake WHERE message = ? AND gone_ms IS NOT NULL";

  private static final String NOT_DAMAGED = "DELETE FROM damaged WHERE message = ?";

  /** A unique-id is the digest, and maybe a dot and a number. */
  private static final String UNHIDE =
      """
      DELETE FROM hidden WHERE account = ?
        AND substr(unique_id, 1, 64) IN (SELECT value FROM json_each(?))
      """;

  private static final String FORGOTTEN = "UPDATE erasing SET forgotten = 1 WHERE message = ?";

  private static final long SEEN = FlagTable.EMPTY.mask(Flag.SEEN);
  private static final long DELETED = FlagTable.EMPTY.mask(Flag.DELETED);

  private final Transaction transaction;
  private final Database index;

  private Forgetting(Transaction transaction) throws SQLException {
    this.transaction = transaction;
    this.index = transaction.database();
  }

  /**
   * Forgets some messages.
   *
   * @param ledgerLength of the ledger, in which their tags are
   */
  static void run(Transaction transaction, List<Doomed> batch, long ledgerLength)
      throws SQLException {
    Forgetting forgetting = new Forgetting(transaction);
    Index.putCounter(forgetting.index, Ledger.COUNTER, ledgerLength);
    Map<Long, List<Doomed>> byAccount =
        batch.stream()
            .collect(Collectors.groupingBy(Doomed::account, TreeMap::new, Collectors.toList()));
    for (List<Doomed> ofOne : byAccount.values()) {
      forgetting.run(ofOne);
    }
  }

  /** What an account loses: messages of one account. */
  private void run(List<Doomed> batch) throws SQLException {
    long number = batch.getFirst().account();
    LiveAccount account =
        transaction.catalog().accounts().draft().values().stream()
            .filter(one -> one.id() == number)
            .findFirst()
            .orElseThrow();
    Map<Long, Loss> losses = new TreeMap<>();
    for (Doomed message : batch) {
      index.each(
          LIVE,
          row ->
              losses
                  .computeIfAbsent(row.getLong(1), mailbox -> new Loss())
                  .add(row.getLong(2), row.getLong(3), row.getLong(4)),
          message.id());
    }
    long modSeq = losses.isEmpty() ? 0 : transaction.next(account.modSeq());
    for (Doomed message : batch) {
      remember(message);
      empty(message, modSeq);
    }
    String digests =
        batch.stream()
            .map(message -> '"' + message.digest().hex() + '"')
            .collect(Collectors.joining(",", "[", "]"));
    index.run(UNHIDE, account.id(), digests);
    tell(account, losses, modSeq);
  }

  /** What is still needed: that it was erased, and where it lies. */
  private void remember(Doomed message) throws SQLException {
    Ledger.add(index, message.tag(), transaction.now());
    Grave grave = new Grave(message.location(), message.filed(), message.tag());
    Places.dig(index, grave);
    index.run(
        GRAVES_OF_COPIES,
        grave.location().size(),
        grave.account(),
        grave.tag().octets(),
        message.id());
    index.run(NO_COPIES, message.id());
  }

  private void empty(Doomed message, long modSeq) throws SQLException {
    int how = Entries.How.ERASED.number();
    long now = transaction.nowSeconds();
    index.run(REMOVE, modSeq, now, message.removedBy(), how, message.id());
    index.run(EMPTY, how, message.id());
    index.run(NO_INTAKE, message.id());
    index.run(EMPTY_MESSAGE, message.tag().octets(), message.id());
    index.run(NOT_DAMAGED, message.id());
    index.run(FORGOTTEN, message.id());
  }

  private void tell(LiveAccount account, Map<Long, Loss> losses, long modSeq) {
    Map<Long, LiveMailbox> mailboxes = new HashMap<>();
    account.mailboxes().draft().values().forEach(mailbox -> mailboxes.put(mailbox.id(), mailbox));
    losses.forEach(
        (id, loss) -> {
          LiveMailbox mailbox = mailboxes.get(id);
          if (mailbox == null) {
            return; // all mail that is not wanted any more: its entries wait to be deleted
          }
          MailboxState before = mailbox.state().draft();
          transaction.update(
              mailbox,
              before
                  .at(before.uidNext(), modSeq)
                  .plus(-loss.count, -loss.unseen, -loss.deleted, -loss.octets),
              view -> view.without(Selection.of(view, loss.uids.build())));
        });
  }

  /** What a mailbox loses. */
  private static final class Loss {
    private final UidSet.Builder uids = new UidSet.Builder();
    private int count;
    private int unseen;
    private int deleted;
    private long octets;

    void add(long uid, long flags, long size) {
      uids.add(uid);
      count++;
      unseen += (flags & SEEN) == 0 ? 1 : 0;
      deleted += (flags & DELETED) != 0 ? 1 : 0;
      octets += size;
    }
  }
}
