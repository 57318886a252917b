package portineria.store.sqlite;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import portineria.store.Digest;
import portineria.store.Intake;
import portineria.store.Mailbox;
import portineria.store.Mailbox.Delivery;
import portineria.store.Refusal;
import portineria.store.Uid;
import portineria.store.sqlite.database.Database;

/** What was seen of one source. */
final class SqliteIntake implements Intake {
  private static final String SOURCE = "SELECT 1 FROM source_settings WHERE source = ?";

  private static final String KNOWN = "SELECT 1 FROM intake WHERE source = ? AND key = ?";

  private static final String SEEN =
      """
      SELECT key, digest, size, fetched_ms FROM intake JOIN messages ON messages.id = intake.message
      WHERE intake.source = ?
      """;

  /**
   * CROSS JOIN keeps this order: by the digest there is one message, of a source there are many.
   */
  private static final String WITH_DIGEST =
      """
      SELECT key, digest, size, fetched_ms
      FROM accounts
        CROSS JOIN messages ON messages.account = accounts.id AND messages.digest = ?2
        CROSS JOIN intake ON intake.message = messages.id AND intake.source = ?1
      """;

  /** As above, of messages that were erased; their digests are tags. */
  private static final String WITH_TAG =
      """
      SELECT key, size, fetched_ms
      FROM messages CROSS JOIN intake ON intake.message = messages.id AND intake.source = ?1
      WHERE messages.account = ?2 AND messages.digest = ?3 AND messages.volume = 0
      """;

  private static final String UPSTREAM = SEEN + "AND gone_ms IS NULL ORDER BY fetched_ms, key";

  private static final String HOURS =
      """
      SELECT DISTINCT fetched_ms / 3600000 FROM intake
      WHERE source = ? AND fetched_ms >= ? ORDER BY 1
      """;

  private static final String TAKE_IN =
      "INSERT INTO intake (source, key, message, fetched_ms) VALUES (?, ?, ?, ?)";

  private static final String SET_ASIDE =
      """
      UPDATE intake
      SET key = ?3,
        gone_ms = COALESCE(gone_ms, fetched_ms),
        gone_how = COALESCE(gone_how, 2)
      WHERE source = ?1 AND key = ?2
      """;

  private static final String FIND =
      "SELECT message, fetched_ms FROM intake WHERE source = ? AND key = ?";

  private static final String FORGET = "DELETE FROM intake WHERE source = ? AND key = ?";

  private static final String GONE =
      "UPDATE intake SET gone_ms = ?, gone_how = ? WHERE source = ? AND key = ?";

  private static final String FAILED =
      """
      INSERT INTO intake_failures (source, key, attempts, last_attempt_ms, last_reason)
      VALUES (?1, ?2, 1, ?3, ?4)
      ON CONFLICT DO UPDATE SET attempts = attempts + 1, last_attempt_ms = ?3, last_reason = ?4
      """;

  private static final String NO_FAILURE =
      "DELETE FROM intake_failures WHERE source = ? AND key = ?";

  private static final String FAILURES =
      """
      SELECT key, attempts, last_attempt_ms, last_reason FROM intake_failures
      WHERE source = ? ORDER BY last_attempt_ms, key
      """;

  private static final String FORGET_REASONS =
      """
      UPDATE intake_failures SET last_reason = NULL
      WHERE last_attempt_ms < ? AND last_reason IS NOT NULL
      """;

  private final long source;
  private final String name;
  private final Engine engine;

  SqliteIntake(long source, String name, Engine engine) {
    this.source = source;
    this.name = name;
    this.engine = engine;
  }

  /** Servers' words about messages that could not be fetched then. */
  static void forgetReasons(Database database, Instant before) throws SQLException {
    database.run(FORGET_REASONS, before.toEpochMilli());
  }

  /** Why a message is not upstream any more; kept as a number. */
  private enum Gone {
    DELETED_BY_US(1),
    VANISHED(2);

    private final int number;

    Gone(int number) {
      this.number = number;
    }
  }

  @Override
  public List<Instant> hours(Instant since) {
    return engine
        .readers()
        .read(
            database ->
                database.rows(
                    HOURS,
                    row -> Instant.ofEpochSecond(row.getLong(1) * 3600),
                    source,
                    since.toEpochMilli()));
  }

  @Override
  public Set<String> known(Collection<String> keys) {
    List<String> wanted = List.copyOf(keys);
    return engine
        .readers()
        .read(
            database -> {
              Set<String> known = new HashSet<>();
              for (String key : wanted) {
                if (database.row(KNOWN, row -> true, source, key).isPresent()) {
                  known.add(key);
                }
              }
              return known;
            });
  }

  @Override
  public List<Seen> withDigest(Digest digest) {
    return engine
        .readers()
        .read(
            database -> {
              List<Seen> seen =
                  database.rows(WITH_DIGEST, SqliteIntake::seen, source, digest.octets());
              for (LiveAccount account : engine.catalog().accounts().committed().values()) {
                Digest tag = Tag.of(account.filed(), digest);
                seen.addAll(
                    database.rows(
                        WITH_TAG, row -> erased(row, digest), source, account.id(), tag.octets()));
              }
              return seen;
            });
  }

  @Override
  public List<Seen> upstream() {
    return engine.readers().read(database -> database.rows(UPSTREAM, SqliteIntake::seen, source));
  }

  private static Seen erased(ResultSet row, Digest digest) throws SQLException {
    return new Seen(row.getString(1), digest, row.getLong(2), Instant.ofEpochMilli(row.getLong(3)));
  }

  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        row.getString(1),
        Digest.of(row.getBytes(2)),
        row.getLong(3),
        Instant.ofEpochMilli(row.getLong(4)));
  }

  @Override
  public List<Optional<Uid>> deliver(Mailbox into, List<Fetched> fetched) throws Refusal {
    LiveMailbox mailbox = ((SqliteMailbox) into).live();
    List<Delivery> deliveries = fetched.stream().map(Fetched::delivery).toList();
    for (Fetched one : fetched) {
      Deliveries.Origin origin = new Deliveries.Origin(Optional.of(name), Optional.of(one.key()));
      Deliveries.address(one.delivery(), mailbox, origin, engine.clock().instant());
    }
    TakenIn takenIn =
        engine
            .changes()
            .perform(
                Deliveries.octets(deliveries),
                transaction -> {
                  requireSource(transaction);
                  return deliver(transaction, mailbox, fetched);
                });
    Healing.healed(engine, takenIn.healed);
    List<Optional<Uid>> uids = takenIn.uids;
    for (int i = 0; i < uids.size(); i++) {
      if (uids.get(i).isPresent()) {
        Deliveries.arrival(deliveries.get(i)).placed();
      }
    }
    return uids;
  }

  /**
   * What was taken in.
   *
   * @param uids of all, in order; none of those that were erased
   */
  private record TakenIn(List<Optional<Uid>> uids, List<Long> healed) {}

  /** Of those that the account has erased, the key alone is taken in. */
  private TakenIn deliver(Transaction transaction, LiveMailbox mailbox, List<Fetched> fetched)
      throws Refusal, SQLException, IOException {
    LiveAccount account = mailbox.account();
    List<Fetched> fresh = new ArrayList<>();
    for (Fetched one : fetched) {
      if (!Messages.isErased(transaction, account, digest(one))) {
        fresh.add(one);
      }
    }
    Deliveries.Delivered delivered =
        Deliveries.deliver(transaction, mailbox, fresh.stream().map(Fetched::delivery).toList());
    List<Optional<Uid>> uids = new ArrayList<>();
    int next = 0;
    for (Fetched one : fetched) {
      boolean isFresh = next < fresh.size() && fresh.get(next).equals(one);
      takeIn(
          transaction,
          one,
          isFresh
              ? delivered.messages().get(next)
              : Messages.erased(transaction, account, one.delivery().message()));
      uids.add(isFresh ? Optional.of(delivered.uids().get(next++)) : Optional.empty());
    }
    return new TakenIn(uids, delivered.healed());
  }

  private static Digest digest(Fetched fetched) {
    return fetched.delivery().message().digest();
  }

  /** A source may be removed while it is fetched; its number may be another's afterwards. */
  private void requireSource(Transaction transaction) throws Refusal, SQLException {
    if (transaction.database().row(SOURCE, row -> true, source).isEmpty()) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "the source " + name + " was removed");
    }
  }

  private void takeIn(Transaction transaction, Fetched fetched, long message) throws SQLException {
    takeIn(transaction.database(), source, fetched.key(), new Taken(message, fetched.when()));
    transaction.database().run(NO_FAILURE, source, fetched.key());
  }

  /** What had this key goes aside: it may be there still, and is known by its digest. */
  static void takeIn(Database database, long source, String key, Taken taken) throws SQLException {
    Optional<Taken> before = database.row(FIND, SqliteIntake::taken, source, key);
    if (before.isPresent()) {
      database.run(SET_ASIDE, source, key, keyAside(database, source, before.get().message));
    }
    database.run(TAKE_IN, source, key, taken.message, taken.fetched.toEpochMilli());
  }

  /** No unique-id has a space (RFC 1939 §7). Identical messages are one here, so it is numbered. */
  private static String keyAside(Database database, long source, long message) throws SQLException {
    int number = 1;
    String key = "aside " + message;
    while (database.row(KNOWN, row -> true, source, key).isPresent()) {
      number++;
      key = "aside " + message + " " + number;
    }
    return key;
  }

  @Override
  public void rename(Map<String, String> newKeyByOldKey) throws Refusal {
    Map<String, String> wanted = Map.copyOf(newKeyByOldKey);
    engine
        .changes()
        .perform(
            transaction -> {
              requireSource(transaction);
              Map<String, Taken> taken = new HashMap<>();
              for (String oldKey : wanted.keySet()) {
                Optional<Taken> found =
                    transaction.database().row(FIND, SqliteIntake::taken, source, oldKey);
                found.ifPresent(one -> taken.put(oldKey, one));
                transaction.database().run(FORGET, source, oldKey);
              }
              for (Map.Entry<String, Taken> one : taken.entrySet()) {
                String newKey = String.valueOf(wanted.get(one.getKey()));
                takeIn(transaction.database(), source, newKey, one.getValue());
                transaction.database().run(NO_FAILURE, source, newKey);
              }
              return taken;
            });
  }

  /** A message that was taken in, by its number in the index, and when. */
  record Taken(long message, Instant fetched) {}

  private static Taken taken(ResultSet row) throws SQLException {
    return new Taken(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)));
  }

  @Override
  public void deletedUpstream(Collection<String> keys, Instant when) throws Refusal {
    gone(keys, when, Gone.DELETED_BY_US);
  }

  @Override
  public void vanishedUpstream(Collection<String> keys, Instant when) throws Refusal {
    gone(keys, when, Gone.VANISHED);
  }

  private void gone(Collection<String> keys, Instant when, Gone how) throws Refusal {
    List<String> wanted = new ArrayList<>(keys);
    engine
        .changes()
        .perform(
            transaction -> {
              for (String key : wanted) {
                transaction.database().run(GONE, when.toEpochMilli(), how.number, source, key);
              }
              return wanted;
            });
  }

  @Override
  public void failed(String key, String reason, Instant when) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              requireSource(transaction);
              return transaction.database().run(FAILED, source, key, when.toEpochMilli(), reason);
            });
  }

  @Override
  public List<Failure> failures() {
    return engine
        .readers()
        .read(
            database ->
                database.rows(
                    FAILURES,
                    row ->
                        new Failure(
                            row.getString(1),
                            row.getInt(2),
                            Instant.ofEpochMilli(row.getLong(3)),
                            Rows.text(row, 4)),
                    source));
  }

  @Override
  public void forgetFailures(Collection<String> keys) throws Refusal {
    List<String> over = List.copyOf(keys);
    engine
        .changes()
        .perform(
            transaction -> {
              for (String key : over) {
                transaction.database().run(NO_FAILURE, source, key);
              }
              return over;
            });
  }
}
