package portineria.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portineria.store.MailboxKind;

/** Columns that may be empty. */
final class Rows {
  private Rows() {}

  static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** One character for each octet. */
  static String latin(ResultSet row, int column) throws SQLException {
    return new String(octets(row, column), StandardCharsets.ISO_8859_1);
  }

  /** The driver gives null for no octets. */
  static byte[] octets(ResultSet row, int column) throws SQLException {
    byte @Nullable [] octets = row.getBytes(column);
    return octets == null ? new byte[0] : octets;
  }

  /** From milliseconds. */
  static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    long milliseconds = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
  }

  static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }

  /** As a parameter. */
  static @Nullable Object number(Optional<Long> number) {
    return number.orElse(null);
  }

  /** As {@link #number} wrote it. */
  static MailboxKind kind(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    for (MailboxKind kind : MailboxKind.values()) {
      if (number(kind) == number) {
        return kind;
      }
    }
    throw new SQLException("there is no kind of mailboxes " + number);
  }

  /** As the index writes it. */
  static int number(MailboxKind kind) {
    return switch (kind) {
      case ORDINARY -> 0;
      case RECOVERABLE -> 1;
      case ALL_MAIL -> 2;
    };
  }

  /** As a parameter. */
  static @Nullable Object milliseconds(Optional<Instant> when) {
    return when.map(Instant::toEpochMilli).orElse(null);
  }

  /** As a parameter. */
  static @Nullable Object text(Optional<String> text) {
    return text.orElse(null);
  }
}
