package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import portineria.store.Intake;
import portineria.store.Refusal;
import portineria.store.Sending;
import portineria.store.Source;
import portineria.store.Sources;

/**
 * The upstream mailboxes. A source whose name is known but not its settings (after a rebuild from
 * the volumes) is none to those who ask; what was seen of it is there when it is added again.
 */
final class SqliteSources implements Sources {
  private static final String ALL = SourceRow.SELECT + "ORDER BY sources.name";

  private static final String ONE = SourceRow.SELECT + "WHERE sources.name = ?";

  private static final String NUMBER =
      """
      SELECT sources.id FROM sources JOIN source_settings ON source_settings.source = sources.id
      WHERE sources.name = ?
      """;

  static final String NAME = "INSERT INTO sources (name) VALUES (?) ON CONFLICT DO NOTHING";

  static final String NUMBER_OF_NAME = "SELECT id FROM sources WHERE name = ?";

  private static final List<String> DELETE =
      List.of(
          "DELETE FROM source_settings WHERE source = ?",
          "DELETE FROM source_status WHERE source = ?",
          "DELETE FROM source_sending WHERE source = ?",
          "DELETE FROM intake WHERE source = ?",
          "DELETE FROM intake_failures WHERE source = ?",
          "DELETE FROM sources WHERE id = ?");

  private static final String STATUS =
      """
      SELECT last_attempt_ms, last_success_ms, problem, problem_since_ms, emptied_by_other_ms,
        upstream_messages, upstream_octets, why, certificate_until_ms
      FROM source_status JOIN sources ON sources.id = source_status.source WHERE sources.name = ?
      """;

  private static final String PUT_STATUS =
      """
      INSERT OR REPLACE INTO source_status
        (source, last_attempt_ms, last_success_ms, problem, problem_since_ms,
          emptied_by_other_ms, upstream_messages, upstream_octets, why, certificate_until_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SENDING =
      """
      SELECT address, host, port, tls, user
      FROM source_sending JOIN sources ON sources.id = source_sending.source WHERE sources.name = ?
      """;

  private static final String PUT_SENDING =
      """
      INSERT OR REPLACE INTO source_sending (source, address, host, port, tls, user)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private final Engine engine;

  SqliteSources(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Source> all() {
    return engine.readers().read(database -> database.rows(ALL, SourceRow::read));
  }

  @Override
  public Optional<Source> source(String name) {
    return engine.readers().read(database -> database.row(ONE, SourceRow::read, name));
  }

  @Override
  public void add(Source source) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              if (find(transaction, source.name()).isPresent()) {
                throw new Refusal(
                    Refusal.Reason.ALREADY_EXISTS,
                    "there is a source " + source.name() + " already");
              }
              requireAccount(transaction, source);
              long id = numberOfName(transaction, source.name());
              return SourceRow.write(transaction.database(), id, source);
            });
  }

  /** The number of a name, which becomes known by this. */
  static long numberOfName(Transaction transaction, String name) throws SQLException {
    transaction.database().run(NAME, name);
    return transaction.database().number(NUMBER_OF_NAME, name);
  }

  @Override
  public void update(Source source) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              long id = require(transaction, source.name());
              requireAccount(transaction, source);
              return SourceRow.write(transaction.database(), id, source);
            });
  }

  @Override
  public void remove(String name) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              long id = require(transaction, name);
              for (String delete : DELETE) {
                transaction.database().run(delete, id);
              }
              return name;
            });
  }

  @Override
  public Intake intake(String name) throws Refusal {
    long id =
        engine
            .readers()
            .read(database -> database.row(NUMBER, row -> row.getLong(1), name))
            .orElseThrow(() -> missing(name));
    return new SqliteIntake(id, name, engine);
  }

  @Override
  public Status status(String name) {
    return engine
        .readers()
        .read(database -> database.row(STATUS, SqliteSources::status, name))
        .orElse(Status.NEVER);
  }

  private static Status status(ResultSet row) throws SQLException {
    return new Status(
        Rows.instant(row, 1),
        Rows.instant(row, 2),
        Rows.text(row, 3),
        Rows.instant(row, 4),
        Rows.instant(row, 5),
        row.getInt(6),
        row.getLong(7),
        Rows.text(row, 8).map(Why::valueOf),
        Rows.instant(row, 9));
  }

  @Override
  public void putStatus(String name, Status status) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              long id = require(transaction, name);
              return transaction
                  .database()
                  .run(
                      PUT_STATUS,
                      id,
                      Rows.milliseconds(status.lastAttempt()),
                      Rows.milliseconds(status.lastSuccess()),
                      Rows.text(status.problem()),
                      Rows.milliseconds(status.problemSince()),
                      Rows.milliseconds(status.emptiedByOther()),
                      status.upstreamMessages(),
                      status.upstreamOctets(),
                      Rows.text(status.why().map(Why::name)),
                      Rows.milliseconds(status.certificateUntil()));
            });
  }

  @Override
  public Optional<Sending> sending(String name) {
    return engine.readers().read(database -> database.row(SENDING, SqliteSources::sending, name));
  }

  private static Sending sending(ResultSet row) throws SQLException {
    return new Sending(
        row.getString(1),
        row.getString(2),
        row.getInt(3),
        Source.Tls.valueOf(row.getString(4)),
        row.getString(5));
  }

  @Override
  public void putSending(String name, Sending sending) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              long id = require(transaction, name);
              return transaction
                  .database()
                  .run(
                      PUT_SENDING,
                      id,
                      sending.address(),
                      sending.host(),
                      sending.port(),
                      sending.tls().name(),
                      sending.user());
            });
  }

  private static Optional<Long> find(Transaction transaction, String name) throws SQLException {
    return transaction.database().row(NUMBER, row -> row.getLong(1), name);
  }

  private static long require(Transaction transaction, String name) throws Refusal, SQLException {
    return find(transaction, name).orElseThrow(() -> missing(name));
  }

  private static void requireAccount(Transaction transaction, Source source) throws Refusal {
    if (!transaction.catalog().accounts().draft().containsKey(source.account())) {
      throw new Refusal(Refusal.Reason.NONEXISTENT, "there is no account " + source.account());
    }
  }

  private static Refusal missing(String name) {
    return new Refusal(Refusal.Reason.NONEXISTENT, "there is no source " + name);
  }
}
