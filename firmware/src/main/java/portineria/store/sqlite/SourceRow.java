package portineria.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import portineria.store.MailboxName;
import portineria.store.Source;
import portineria.store.Source.Keep;
import portineria.store.sqlite.database.Database;

/** A source's settings as a row. */
final class SourceRow {
  static final String SELECT =
      """
      SELECT sources.name, account, host, port, tls, user, sealed_password, keep, every_ms,
        trust_pem, mailbox, password_expires, seen_after_ms, paused,
        upstream_octets_max
      FROM sources JOIN source_settings ON source_settings.source = sources.id
      """;

  private static final String WRITE =
      """
      INSERT OR REPLACE INTO source_settings (source, account, host, port, tls, user,
        sealed_password, keep, every_ms, trust_pem, mailbox, password_expires, seen_after_ms,
        paused, upstream_octets_max)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String FOREVER = "forever";
  private static final String NONE = "none";
  private static final String DAYS = "days:";
  private static final String BACKUP = "backup:";

  private SourceRow() {}

  static Source read(ResultSet row) throws SQLException {
    return new Source(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        Source.Tls.valueOf(row.getString(5)),
        row.getString(6),
        row.getString(7),
        keep(row.getString(8)),
        Duration.ofMillis(row.getLong(9)),
        Rows.text(row, 10),
        new MailboxName(row.getString(11)),
        Rows.text(row, 12).map(LocalDate::parse),
        Duration.ofMillis(row.getLong(13)),
        row.getBoolean(14),
        Rows.number(row, 15));
  }

  static int write(Database database, long id, Source source) throws SQLException {
    return database.run(
        WRITE,
        id,
        source.account(),
        source.host(),
        source.port(),
        source.tls().name(),
        source.user(),
        source.sealedPassword(),
        text(source.keep()),
        source.every().toMillis(),
        Rows.text(source.trustPem()),
        source.mailbox().value(),
        Rows.text(source.passwordExpires().map(LocalDate::toString)),
        source.seenAfter().toMillis(),
        source.paused() ? 1 : 0,
        Rows.number(source.upstreamOctetsMax()));
  }

  /** In the words of the command line. */
  private static String text(Keep keep) {
    return switch (keep) {
      case Keep.Forever() -> FOREVER;
      case Keep.None() -> NONE;
      case Keep.Days(int days) -> DAYS + days;
      case Keep.Backup(int days) -> BACKUP + days;
    };
  }

  private static Keep keep(String text) throws SQLException {
    if (text.equals(FOREVER)) {
      return new Keep.Forever();
    }
    if (text.equals(NONE)) {
      return new Keep.None();
    }
    if (text.startsWith(DAYS)) {
      return new Keep.Days(Integer.parseInt(text.substring(DAYS.length())));
    }
    if (text.startsWith(BACKUP)) {
      return new Keep.Backup(Integer.parseInt(text.substring(BACKUP.length())));
    }
    throw new SQLException("not a way to keep messages: " + text);
  }
}
