package portineria.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;
import portineria.store.sqlite.database.Migrations;
import portineria.store.sqlite.database.Readers;
import portineria.store.sqlite.database.Trouble;

/** An open {@code cache.db}: one thread writes, a few read. */
final class SummaryFile implements AutoCloseable {
  private static final String ORIGIN = "SELECT generation FROM origin";
  private static final String SET_ORIGIN = "INSERT INTO origin (generation) VALUES (?)";

  private static final String LOAD =
      "SELECT message, checksum, summary FROM summaries WHERE message BETWEEN ? AND ?";

  private static final String SAVE =
      "INSERT OR REPLACE INTO summaries (message, checksum, summary) VALUES (?, ?, ?)";

  private static final String FORGET =
      "DELETE FROM summaries WHERE message IN (SELECT value FROM json_each(?))";

  private static final int READERS = 2;

  /** Reading over a few rows that nobody wants costs less than another statement. */
  private static final int GAP = 4;

  private final Database database;
  private final Readers readers;

  private SummaryFile(Database database, Readers readers) {
    this.database = database;
    this.readers = readers;
  }

  /** Opens a cache; gives nothing where there is one that can't be used. */
  static Optional<SummaryFile> open(Path file, long generation) throws IOException {
    try {
      Database database = Database.open(file, Gate.OPEN);
      try {
        database.runOnce("PRAGMA journal_mode = WAL");
        database.runOnce("PRAGMA synchronous = OFF");
        new Migrations(SummaryFile.class, "cache").run(database);
        Optional<Long> origin = database.row(ORIGIN, row -> row.getLong(1));
        if (origin.isEmpty()) {
          database.run(SET_ORIGIN, generation);
        } else if (origin.get() != generation) {
          database.close();
          return Optional.empty();
        }
        return Optional.of(
            new SummaryFile(database, Readers.open(file, "store-summary-reader", READERS)));
      } catch (SQLException unusable) {
        database.close();
        throw unusable;
      }
    } catch (SQLException unusable) {
      if (Trouble.of(unusable) == Trouble.FULL) {
        throw new IOException("the disk is full", unusable); // no reason to throw it away
      }
      return Optional.empty();
    }
  }

  /**
   * Those that are there and whole; one answer for each.
   *
   * @param wanted in ascending order, none twice
   */
  List<Optional<ByteBuffer>> load(long[] wanted) {
    return readers.read(
        from -> {
          List<Optional<ByteBuffer>> found =
              new ArrayList<>(Collections.nCopies(wanted.length, Optional.empty()));
          int first = 0;
          for (int at = 1; at <= wanted.length; at++) {
            if (at == wanted.length || wanted[at] - wanted[at - 1] > GAP) {
              load(from, wanted, first, at - 1, found);
              first = at;
            }
          }
          return found;
        });
  }

  private static void load(
      Database from, long[] wanted, int first, int last, List<Optional<ByteBuffer>> into)
      throws SQLException {
    from.each(
        LOAD,
        row -> {
          int at = Arrays.binarySearch(wanted, first, last + 1, row.getLong(1));
          if (at >= 0) {
            byte[] summary = row.getBytes(3);
            if (checksum(summary) == row.getLong(2)) {
              into.set(at, Optional.of(ByteBuffer.wrap(summary)));
            }
          }
        },
        wanted[first],
        wanted[last]);
  }

  /** Writes some in one transaction. */
  void save(Map<Long, ByteBuffer> summaries) throws SQLException {
    database.run("BEGIN IMMEDIATE");
    try {
      for (Map.Entry<Long, ByteBuffer> one : summaries.entrySet()) {
        byte[] summary = one.getValue().array();
        database.run(SAVE, one.getKey(), checksum(summary), summary);
      }
      database.run("COMMIT");
    } catch (SQLException failed) {
      database.rollBack();
      throw failed;
    }
  }

  /**
   * Deletes some, and sees to it that nothing of them is left in the files.
   *
   * @param messages their numbers, as a JSON array
   */
  void forget(String messages) throws SQLException {
    database.run(FORGET, messages);
    database.run("VACUUM");
    if (!database.cutLog()) {
      throw new SQLException("somebody reads the cache's log");
    }
  }

  private static long checksum(byte[] summary) {
    CRC32C checksum = new CRC32C();
    checksum.update(summary);
    return checksum.getValue();
  }

  @Override
  public void close() throws SQLException {
    readers.close();
    database.close();
  }
}
