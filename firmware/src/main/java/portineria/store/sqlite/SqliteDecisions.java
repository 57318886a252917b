package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portineria.store.Decisions;
import portineria.store.Directory;
import portineria.store.Hold;
import portineria.store.Leaver;
import portineria.store.Policy;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;

/** What was decided about how long mail is kept, in the index. */
final class SqliteDecisions implements Decisions {
  private static final String POLICY =
      """
      SELECT accounts.name, kind, retention, reason, decided_ms
      FROM policies JOIN accounts ON accounts.id = policies.account WHERE accounts.name = ?
      """;

  private static final String DECIDE =
      """
      INSERT OR REPLACE INTO policies (account, kind, retention, reason, decided_ms)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String LEAVERS =
      """
      SELECT accounts.name, left_ms, colleagues.name, erase_on, reason
      FROM leavers JOIN accounts ON accounts.id = leavers.account
        LEFT JOIN accounts AS colleagues ON colleagues.id = handed_to
      ORDER BY accounts.name
      """;

  private static final String LEAVE =
      """
      INSERT OR REPLACE INTO leavers (account, left_ms, handed_to, erase_on, reason)
      VALUES (?, ?, ?, ?, ?)
      """;

  private static final String NO_LEAVER = "DELETE FROM leavers WHERE account = ?";

  private static final String HOLDS =
      """
      SELECT holds.name, accounts.name, correspondent, words, from_day, to_day, reason, begun_ms
      FROM holds LEFT JOIN accounts ON accounts.id = holds.account ORDER BY holds.name
      """;

  private static final String BEGIN =
      """
      INSERT INTO holds
        (name, account, correspondent, words, from_day, to_day, reason, begun_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private static final String END = "DELETE FROM holds WHERE name = ?";

  private final Engine engine;

  SqliteDecisions(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Optional<Policy> policy(String account) {
    return engine
        .readers()
        .read(database -> database.row(POLICY, SqliteDecisions::policy, account));
  }

  private static Policy policy(ResultSet row) throws SQLException {
    return new Policy(
        row.getString(1),
        Policy.Kind.valueOf(row.getString(2)),
        Rows.text(row, 3).map(Period::parse),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)));
  }

  @Override
  public void decide(Policy policy) throws Refusal {
    engine
        .changes()
        .perform(
            transaction ->
                transaction
                    .database()
                    .run(
                        DECIDE,
                        account(transaction, policy.account()),
                        policy.kind().name(),
                        Rows.text(policy.retention().map(Period::toString)),
                        policy.reason(),
                        policy.decided().toEpochMilli()));
  }

  @Override
  public List<Leaver> leavers() {
    return engine
        .readers()
        .read(
            database ->
                database.rows(
                    LEAVERS,
                    row ->
                        new Leaver(
                            row.getString(1),
                            Instant.ofEpochMilli(row.getLong(2)),
                            Rows.text(row, 3),
                            LocalDate.parse(row.getString(4)),
                            row.getString(5))));
  }

  @Override
  public void leave(Leaver leaver, Optional<Directory.Device> handover) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              long id = account(transaction, leaver.account());
              @Nullable Object colleague =
                  leaver.handedTo().isPresent()
                      ? account(transaction, leaver.handedTo().get())
                      : null;
              SqliteDirectory.close(transaction, id, handover);
              return transaction
                  .database()
                  .run(
                      LEAVE,
                      id,
                      leaver.left().toEpochMilli(),
                      colleague,
                      leaver.eraseOn().toString(),
                      leaver.reason());
            });
  }

  @Override
  public void emptied(String account) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              SqliteDirectory.close(transaction, leaver(transaction, account), Optional.empty());
              return account;
            });
  }

  @Override
  public void stay(String account) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              SqliteDirectory.reopen(transaction, leaver(transaction, account));
              return account;
            });
  }

  /** The number of a leaver's account, who is none any more. */
  private static long leaver(Transaction transaction, String account) throws Refusal, SQLException {
    long id = account(transaction, account);
    if (transaction.database().run(NO_LEAVER, id) == 0) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, account + " has not left");
    }
    return id;
  }

  @Override
  public List<Hold> holds() {
    return engine.readers().read(SqliteDecisions::holds);
  }

  static List<Hold> holds(Database index) throws SQLException {
    return index.rows(HOLDS, SqliteDecisions::hold);
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        row.getString(1),
        Rows.text(row, 2),
        Rows.text(row, 3),
        Rows.text(row, 4),
        Rows.text(row, 5).map(LocalDate::parse),
        Rows.text(row, 6).map(LocalDate::parse),
        row.getString(7),
        Instant.ofEpochMilli(row.getLong(8)));
  }

  @Override
  public void begin(Hold hold) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              @Nullable Object account =
                  hold.account().isPresent() ? account(transaction, hold.account().get()) : null;
              int begun =
                  transaction
                      .database()
                      .run(
                          BEGIN,
                          hold.name(),
                          account,
                          Rows.text(hold.correspondent()),
                          Rows.text(hold.text()),
                          Rows.text(hold.from().map(LocalDate::toString)),
                          Rows.text(hold.to().map(LocalDate::toString)),
                          hold.reason(),
                          hold.begun().toEpochMilli());
              if (begun == 0) {
                throw new Refusal(
                    Refusal.Reason.ALREADY_EXISTS, "there is a hold " + hold.name() + " already");
              }
              return hold;
            });
  }

  @Override
  public void end(String hold) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              if (transaction.database().run(END, hold) == 0) {
                throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no hold " + hold);
              }
              return hold;
            });
  }

  private static long account(Transaction transaction, String name) throws Refusal {
    LiveAccount account = transaction.catalog().accounts().draft().get(name);
    if (account == null) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + name);
    }
    return account.id();
  }
}
