package portineria.store.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import portineria.store.Digest;
import portineria.store.Incoming;
import portineria.store.Refusal;
import portineria.store.volume.Location;
import portineria.store.volume.Parcel;

/** The contents of an account: each is kept once, however often it is delivered. */
final class Messages {
  /** A view keeps sizes in 32 bits, and IMAP's grammar knows no more either: RFC 9051 §9. */
  static final long SIZE_MAX = 0xFFFF_FFFFL;

  private static final String FIND = "SELECT id FROM messages WHERE account = ? AND digest = ?";

  private static final String INSERT =
      """
      INSERT INTO messages (id, account, digest, size, volume, position, received)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private Messages() {}

  static Optional<Long> find(Transaction transaction, LiveAccount account, Digest digest)
      throws SQLException {
    return transaction.database().row(FIND, row -> row.getLong(1), account.id(), digest.octets());
  }

  /** Whether the account has erased such a message: I18. */
  static boolean isErased(Transaction transaction, LiveAccount account, Digest digest)
      throws SQLException {
    return Ledger.has(transaction.database(), Tag.of(account.filed(), digest));
  }

  /** The number of a message that was erased. It may have none yet, in an index made anew. */
  static long erased(Transaction transaction, LiveAccount account, Incoming.Received received)
      throws SQLException {
    Digest digest = received.digest();
    Optional<Long> notYet = find(transaction, account, digest);
    if (notYet.isPresent()) {
      return notYet.get();
    }
    Digest tag = Tag.of(account.filed(), digest);
    Optional<Long> known = find(transaction, account, tag);
    long size = received.octets().size();
    return known.isPresent() ? known.get() : insert(transaction, account, tag, size, 0, 0, 0);
  }

  /**
   * A message that is kept.
   *
   * @param isNew whether its content was not there before
   * @param healed whether its content was there, damaged, and is whole now
   */
  record Kept(long id, boolean isNew, boolean healed) {}

  /**
   * Refuses what was erased. To be asked of all that one step keeps, before the first is kept: what
   * was appended to a volume is not taken back when the step is refused.
   */
  static void requireNotErased(Transaction transaction, LiveAccount account, Digest digest)
      throws Refusal, SQLException {
    if (isErased(transaction, account, digest)) {
      throw new Refusal(
          Refusal.Reason.ERASED, "this message was erased here and is not taken in again");
    }
  }

  /** Keeps a message, which is appended to a volume unless its content is there and well. */
  static Kept keep(Transaction transaction, LiveAccount account, Parcel parcel)
      throws SQLException, IOException {
    Optional<Places.Known> known =
        Places.find(transaction.database(), account.filed(), parcel.digest());
    if (known.isPresent()) {
      return new Kept(known.get().id(), false, Healing.heal(transaction, known.get(), parcel));
    }
    Location location = transaction.shipping().append(parcel);
    long id = add(transaction, account, parcel.digest(), location, transaction.nowSeconds());
    return new Kept(id, true, false);
  }

  /** Notes a message that lies at {@code location}. */
  static long add(
      Transaction transaction,
      LiveAccount account,
      Digest digest,
      Location location,
      long receivedSeconds)
      throws SQLException {
    return insert(
        transaction,
        account,
        digest,
        location.size(),
        location.volume(),
        location.offset(),
        receivedSeconds);
  }

  private static long insert(
      Transaction transaction, LiveAccount account, Digest digest, long... values)
      throws SQLException {
    long id = transaction.next(transaction.catalog().lastMessage());
    transaction
        .database()
        .run(INSERT, id, account.id(), digest.octets(), values[0], values[1], values[2], values[3]);
    return id;
  }
}
