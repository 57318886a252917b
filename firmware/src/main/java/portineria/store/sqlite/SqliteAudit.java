package portineria.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Refusal;

/** The audit chain in the index. */
final class SqliteAudit implements Audit {
  private static final String ENTRIES =
      "SELECT number, text, hash FROM audit WHERE number > ? ORDER BY number LIMIT ?";

  private static final String NAMES =
      "SELECT entry, part, salt, name FROM audit_names WHERE entry BETWEEN ? AND ?";

  private static final String WRITTEN =
      "SELECT ifnull(max(value), 0) FROM counters WHERE name = 'audit'";

  private static final String FIRST_NAMED = "SELECT entry FROM audit_names ORDER BY entry LIMIT 1";

  private static final String FORGET = "DELETE FROM audit_names WHERE entry <= ?";

  private final Engine engine;

  SqliteAudit(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void record(Act act) throws Refusal {
    engine.changes().perform(transaction -> AuditChain.append(transaction, act));
  }

  private record Row(long number, String text, String hash) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1), Rows.latin(row, 2), HexFormat.of().formatHex(Rows.octets(row, 3)));
    }
  }

  @Override
  public List<Entry> entries(long after, int count) {
    return engine
        .readers()
        .read(
            database -> {
              List<Row> rows = database.rows(ENTRIES, Row::read, after, count);
              Map<Long, List<Name>> names = new HashMap<>();
              if (!rows.isEmpty()) {
                database.each(
                    NAMES,
                    row ->
                        names
                            .computeIfAbsent(row.getLong(1), entry -> new ArrayList<>())
                            .add(name(row)),
                    rows.getFirst().number,
                    rows.getLast().number);
              }
              return rows.stream()
                  .map(
                      row ->
                          new Entry(
                              row.number,
                              row.text,
                              row.hash,
                              names.getOrDefault(row.number, List.of())))
                  .toList();
            });
  }

  private static Name name(ResultSet row) throws SQLException {
    byte[] name = Rows.octets(row, 4);
    return new Name(
        row.getString(2),
        AuditText.commitment(Rows.octets(row, 3), name),
        new String(name, StandardCharsets.UTF_8));
  }

  @Override
  public long written() {
    return engine.readers().read(database -> database.number(WRITTEN));
  }

  @Override
  public OptionalLong firstNamed() {
    return engine
        .readers()
        .read(database -> database.row(FIRST_NAMED, row -> row.getLong(1)))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  @Override
  public void forgetNames(long upTo, Actor by) throws Refusal {
    Act act = Act.of(Act.Kind.NAMES_FORGOTTEN, by).with(Act.Figure.UP_TO, upTo);
    engine
        .changes()
        .perform(
            transaction -> {
              transaction.database().run(FORGET, upTo);
              return AuditChain.append(transaction, act);
            });
  }
}
