package portineria.store.sqlite.database;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for those who asked. */
public enum Trouble {
  /** No room: the same may work later. */
  FULL,
  /** The disk was told to keep something and did not say that it has: nothing is certain now. */
  NOT_FORCED,
  /** What is in the file can't be right. */
  CORRUPT,
  /** Anything else: a read or write error, a lock, or our own mistake. */
  OTHER;

  private static final Set<SQLiteErrorCode> FORCING =
      Set.of(SQLiteErrorCode.SQLITE_IOERR_FSYNC, SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);

  /** The shared memory that goes with the write-ahead log is a file, and can't grow. */
  private static final Set<SQLiteErrorCode> NO_ROOM =
      Set.of(SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

  /** The low octet of a result code is its family: sqlite.org/rescode.html. */
  private static final int FAMILY = 0xff;

  public static Trouble of(SQLException failed) {
    if (!(failed instanceof SQLiteException sqlite)) {
      return OTHER;
    }
    if (FORCING.contains(sqlite.getResultCode())) {
      return NOT_FORCED;
    }
    if (NO_ROOM.contains(sqlite.getResultCode())) {
      return FULL;
    }
    int family = sqlite.getResultCode().code & FAMILY;
    return family == SQLiteErrorCode.SQLITE_CORRUPT.code
            || family == SQLiteErrorCode.SQLITE_NOTADB.code
        ? CORRUPT
        : OTHER;
  }
}
