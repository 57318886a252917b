package portineria.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.ModSeq;
import portineria.store.Uid;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.view.ChunkedView;
import portineria.store.sqlite.view.Columns;

/** Reads the entries of a mailbox from the index. */
final class ViewLoader {
  private static final String HEADING =
      "SELECT uidnext, modseq, messages FROM mailboxes WHERE id = ?";

  private static final String KEYWORDS = "SELECT name FROM keywords WHERE mailbox = ? ORDER BY bit";

  /** The plus keeps SQLite from the index of live entries: the table itself is in order. */
  private static final String ENTRIES =
      """
      SELECT uid, message, flags, modseq, size, internal_date, save_date
      FROM entries WHERE mailbox = ? AND +removed IS NULL ORDER BY uid
      """;

  private static final String FEW_ENTRIES =
      """
      SELECT uid, message, flags, modseq, size, internal_date, save_date
      FROM entries INDEXED BY entries_live WHERE mailbox = ? AND removed IS NULL ORDER BY uid
      """;

  /** With fewer live ones among all that ever were, going through an index pays. */
  private static final int FEW = 8;

  private ViewLoader() {}

  /** As of one moment, which the caller's transaction defines. */
  static ChunkedView load(Database database, LiveMailbox mailbox) throws SQLException {
    List<Flag> keywords =
        new ArrayList<>(database.rows(KEYWORDS, row -> new Flag(row.getString(1)), mailbox.id()));
    Size size =
        database
            .row(
                HEADING,
                row -> new Size(row.getLong(1), row.getLong(2), row.getInt(3)),
                mailbox.id())
            .orElseThrow(() -> new SQLException("there is no mailbox " + mailbox.id()));
    Columns columns = new Columns(size.messages);
    database.each(
        size.messages < size.uidNext / FEW ? FEW_ENTRIES : ENTRIES,
        row ->
            columns.add(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7)),
        mailbox.id());
    ChunkedView.Heading heading =
        new ChunkedView.Heading(
            mailbox.uidValidity(),
            new Uid(size.uidNext),
            new ModSeq(size.modSeq),
            new FlagTable(keywords));
    return ChunkedView.of(heading, columns);
  }

  private record Size(long uidNext, long modSeq, int messages) {}
}
