package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portineria.store.Contents;
import portineria.store.Digest;
import portineria.store.MailboxName;
import portineria.store.MessageId;
import portineria.store.Remains;
import portineria.store.SpecialUse;
import portineria.store.sqlite.database.Database;

/** The messages of the box with the places where they are or were. */
final class SqliteContents implements Contents {
  /** CROSS JOIN: in the order of the numbers, or each page would sort an account. */
  private static final String MESSAGES =
      """
      SELECT accounts.name, messages.id, digest, size, received
      FROM messages CROSS JOIN accounts ON accounts.id = messages.account
      WHERE messages.id > ?1 AND messages.volume > 0
      """;

  /** The mailboxes by which the box shows messages don't count. */
  private static final String UNLISTED =
      MESSAGES
          + """
          AND NOT EXISTS (
            SELECT 1 FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
            WHERE entries.message = messages.id AND entries.removed IS NULL AND mailboxes.kind = 0)
          ORDER BY messages.id LIMIT ?2
          """;

  private static final String OF_ACCOUNT =
      MESSAGES + "AND accounts.name = ?3 ORDER BY messages.id LIMIT ?2";

  private static final String WITH_DIGEST =
      """
      SELECT accounts.name, messages.id, digest, size, received
      FROM messages JOIN accounts ON accounts.id = messages.account
      WHERE messages.account IN (
          SELECT id FROM accounts WHERE name = ?1
          UNION SELECT account FROM bygone_names WHERE name = ?1)
        AND digest = ?2 AND volume > 0
      """;

  private static final String PLACES =
      """
      SELECT special_use, save_date, removed, removed_how, internal_date, mailboxes.name
      FROM entries JOIN mailboxes ON mailboxes.id = entries.mailbox
      WHERE entries.message = ? AND mailboxes.kind = 0 ORDER BY save_date, entries.mailbox, uid
      """;

  private final Engine engine;

  SqliteContents(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Remains> unlisted(Optional<MessageId> after, int count) {
    return engine
        .readers()
        .read(database -> remains(database, database.rows(UNLISTED, Row::read, id(after), count)));
  }

  @Override
  public List<Remains> of(String account, Optional<MessageId> after, int count) {
    return engine
        .readers()
        .read(
            database ->
                remains(database, database.rows(OF_ACCOUNT, Row::read, id(after), count, account)));
  }

  @Override
  public List<Remains> of(String account, List<Digest> digests) {
    return engine
        .readers()
        .read(
            database -> {
              List<Row> rows = new ArrayList<>();
              for (Digest digest : digests) {
                database.row(WITH_DIGEST, Row::read, account, digest.octets()).ifPresent(rows::add);
              }
              return remains(database, rows);
            });
  }

  private static long id(Optional<MessageId> after) {
    return after.map(MessageId::value).orElse(0L);
  }

  private record Row(String account, long id, Digest digest, long size, long received) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getString(1),
          row.getLong(2),
          Digest.of(row.getBytes(3)),
          row.getLong(4),
          row.getLong(5));
    }
  }

  private static List<Remains> remains(Database database, List<Row> rows) throws SQLException {
    List<Remains> remains = new ArrayList<>(rows.size());
    for (Row row : rows) {
      List<Instant> dates = new ArrayList<>();
      List<Remains.Place> places = new ArrayList<>();
      database.each(
          PLACES,
          place -> {
            places.add(place(place));
            dates.add(Instant.ofEpochSecond(place.getLong(5)));
          },
          row.id);
      Instant received = Instant.ofEpochSecond(row.received);
      remains.add(
          new Remains(
              row.account,
              new MessageId(row.id),
              row.digest,
              row.size,
              received,
              dates.isEmpty() ? received : dates.getFirst(),
              places));
    }
    return remains;
  }

  private static Remains.Place place(ResultSet row) throws SQLException {
    Optional<SpecialUse> use = Rows.text(row, 1).map(SpecialUse::valueOf);
    Instant added = Instant.ofEpochSecond(row.getLong(2));
    long seconds = row.getLong(3);
    Optional<Instant> removed =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    boolean moved = row.getInt(4) == Entries.How.MOVED.number();
    return new Remains.Place(new MailboxName(row.getString(6)), use, added, removed, moved);
  }
}
