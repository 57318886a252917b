package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import portineria.store.Refusal;
import portineria.store.Troubles;
import portineria.store.sqlite.database.Database;

/** What is wrong and who was told, in the index. */
final class SqliteTroubles implements Troubles {
  private static final String ALL =
      """
      SELECT cause, account, urgency, english, italian, since_ms, gone_ms, told_urgency,
        first_told_ms, last_told_ms
      FROM troubles ORDER BY since_ms, cause
      """;

  private static final String PUT =
      """
      INSERT OR REPLACE INTO troubles (cause, account, urgency, english, italian, since_ms, gone_ms,
        told_urgency, first_told_ms, last_told_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String CAUSES = "SELECT cause FROM troubles";

  private static final String OVER = "DELETE FROM troubles WHERE cause = ?";

  private static final String WRITE =
      """
      INSERT INTO notices (recipient, topic, written_ms, urgent, subject, text, tries)
      VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING
      """;

  private static final String NOTICE =
      """
      SELECT id, recipient, topic, written_ms, urgent, subject, text, tries, tried_ms, problem,
        sent_ms
      FROM notices
      """;

  private static final String WAITING = NOTICE + "WHERE sent_ms IS NULL ORDER BY id";

  private static final String LAST = NOTICE + "ORDER BY id DESC LIMIT ?";

  private static final String WRITTEN = "SELECT 1 FROM notices WHERE recipient = ? AND topic = ?";

  private static final String SENT =
      "UPDATE notices SET sent_ms = ?, problem = NULL WHERE id = ? AND sent_ms IS NULL";

  /** The last one stays, so that its number is not given out again. */
  private static final String FORGET =
      "DELETE FROM notices WHERE sent_ms < ? AND id < (SELECT MAX(id) FROM notices)";

  private static final String TRIED =
      "UPDATE notices SET tries = tries + 1, tried_ms = ?, problem = ? WHERE id = ?";

  /** It is remembered as if it had been sent: what is its topic's is not written again. */
  private static final String DROP =
      "UPDATE notices SET sent_ms = tried_ms WHERE id = ? AND sent_ms IS NULL";

  private final Engine engine;

  SqliteTroubles(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Trouble> all() {
    return engine.readers().read(database -> database.rows(ALL, SqliteTroubles::trouble));
  }

  private static Trouble trouble(ResultSet row) throws SQLException {
    return new Trouble(
        row.getString(1),
        Rows.text(row, 2),
        row.getInt(3),
        row.getString(4),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Rows.instant(row, 7),
        new Told(row.getInt(8), Rows.instant(row, 9), Rows.instant(row, 10)));
  }

  @Override
  public void put(List<Trouble> all, List<Draft> notices) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> {
              replace(transaction.database(), all);
              for (Draft notice : notices) {
                write(transaction.database(), notice);
              }
              return all;
            });
  }

  private static void replace(Database database, List<Trouble> all) throws SQLException {
    Set<String> causes = all.stream().map(Trouble::cause).collect(Collectors.toSet());
    for (String cause : database.rows(CAUSES, row -> row.getString(1))) {
      if (!causes.contains(cause)) {
        database.run(OVER, cause);
      }
    }
    for (Trouble one : all) {
      database.run(
          PUT,
          one.cause(),
          Rows.text(one.account()),
          one.urgency(),
          one.english(),
          one.italian(),
          one.since().toEpochMilli(),
          Rows.milliseconds(one.gone()),
          one.told().urgency(),
          Rows.milliseconds(one.told().first()),
          Rows.milliseconds(one.told().last()));
    }
  }

  private static void write(Database database, Draft notice) throws SQLException {
    database.run(
        WRITE,
        notice.recipient(),
        notice.topic(),
        notice.written().toEpochMilli(),
        notice.urgent() ? 1 : 0,
        notice.subject(),
        notice.text());
  }

  @Override
  public List<Notice> waiting() {
    return engine.readers().read(database -> database.rows(WAITING, SqliteTroubles::notice));
  }

  @Override
  public List<Notice> last(int most) {
    return engine.readers().read(database -> database.rows(LAST, SqliteTroubles::notice, most));
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getLong(1),
        new Draft(
            row.getString(2),
            row.getString(3),
            Instant.ofEpochMilli(row.getLong(4)),
            row.getBoolean(5),
            row.getString(6),
            row.getString(7)),
        row.getInt(8),
        Rows.instant(row, 9),
        Rows.text(row, 10),
        Rows.instant(row, 11));
  }

  @Override
  public boolean isWritten(String recipient, String topic) {
    Optional<Integer> found =
        engine
            .readers()
            .read(database -> database.row(WRITTEN, row -> row.getInt(1), recipient, topic));
    return found.isPresent();
  }

  @Override
  public void sent(long notice, Instant when) throws Refusal {
    long forgotten = when.minus(Duration.ofDays(DAYS_KEPT)).toEpochMilli();
    engine
        .changes()
        .perform(
            transaction -> {
              transaction.database().run(FORGET, forgotten);
              return transaction.database().run(SENT, when.toEpochMilli(), notice);
            });
  }

  @Override
  public void tried(long notice, Instant when, String problem) throws Refusal {
    engine
        .changes()
        .perform(
            transaction -> transaction.database().run(TRIED, when.toEpochMilli(), problem, notice));
  }

  @Override
  public void drop(long notice) throws Refusal {
    engine.changes().perform(transaction -> transaction.database().run(DROP, notice));
  }
}
