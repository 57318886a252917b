package portineria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import portineria.store.MessageId;
import portineria.store.sqlite.database.Gate;

/**
 * Whatever fails while messages are taken in: answers are right meanwhile, and all are, at last.
 */
@Timeout(300)
class SearchTroubleTest {
  private static final int MESSAGES = 16;

  private static final Sought EVEN = Sought.field("Subject", "even");

  @TempDir Path folder;

  private static void fill(Office office) {
    for (int i = 0; i < MESSAGES; i++) {
      office.add("Subject: " + (i % 2 == 0 ? "even " : "odd ") + i + "\n\nText " + i);
    }
  }

  private static void isWhole(Office office) {
    assertEquals(MESSAGES / 2, office.found(EVEN).size());
    for (MessageId message : office.found(EVEN)) {
      assertEquals(Verdict.HOLDS, office.knows(EVEN, message));
    }
  }

  /** The index tries again by itself. */
  private static void catchUp(Office office) {
    for (boolean done = false; !done; ) {
      try {
        office.catchUp();
        done = true;
      } catch (IOException trouble) {
        assertEquals(MESSAGES / 2, office.found(EVEN).size());
      }
    }
  }

  @Test
  void aStatementThatFailsCostsTimeAndNothingElse() throws Exception {
    List<SQLiteErrorCode> errors =
        List.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR_WRITE,
            SQLiteErrorCode.SQLITE_CORRUPT_VTAB,
            SQLiteErrorCode.SQLITE_BUSY);
    boolean untouched = false;
    for (int failing = 1; !untouched; failing += 3) {
      AtomicInteger left = new AtomicInteger(failing);
      SQLiteErrorCode error = errors.get(failing % errors.size());
      Gate gate =
          sql -> {
            if (left.getAndDecrement() == 1) {
              throw new SQLiteException("failed: " + sql, error);
            }
          };
      try (Office office = new Office(Files.createTempDirectory(folder, "run"), gate)) {
        fill(office);
        catchUp(office);
        untouched = left.get() > 0;
        isWhole(office);
      }
    }
  }

  @Test
  void aMessageThatSqliteDoesNotTakeIsReadAndTheOthersAreFound() throws Exception {
    AtomicInteger texts = new AtomicInteger();
    Gate gate =
        sql -> {
          if (sql.startsWith("INSERT INTO bodies (rowid") && texts.getAndIncrement() % 7 == 3) {
            throw new SQLiteException("too strange", SQLiteErrorCode.SQLITE_ERROR);
          }
        };
    try (Office office = new Office(folder, gate)) {
      fill(office);
      office.catchUp();
      assertEquals(MESSAGES / 2, office.found(EVEN).size());
      List<MessageId> all = office.found(Sought.field("Subject", ""));
      assertEquals(MESSAGES, all.size());
      long unread = all.stream().filter(one -> office.knows(EVEN, one) == Verdict.UNREAD).count();
      assertTrue(unread > 0 && unread < MESSAGES / 2, unread + " are read");
    }
  }

  @Test
  void killedAtAnyMomentItGoesOn() throws Exception {
    List<Path> left = new ArrayList<>();
    Path run = Files.createDirectory(folder.resolve("run"));
    AtomicInteger statements = new AtomicInteger();
    Gate gate =
        sql -> {
          if (statements.incrementAndGet() % 7 == 0) {
            left.add(copy(run, folder.resolve("left-" + left.size())));
          }
        };
    try (Office office = new Office(run, gate)) {
      fill(office);
      office.catchUp();
      office.index.close();
      assertTrue(left.size() > 10, left.size() + " kills");
      for (Path killed : left) {
        try (SearchIndex next =
            SearchIndex.of(killed, office.store, Office.SMALL, Room.in(killed), Gate.OPEN)) {
          assertEquals(MESSAGES / 2, found(next));
          next.catchUp(progress -> true);
          assertEquals(MESSAGES / 2, found(next));
          long[] numbers = office.found(EVEN).stream().mapToLong(MessageId::value).toArray();
          Verdicts verdicts = next.ask(EVEN, numbers);
          for (long number : numbers) {
            assertEquals(Verdict.HOLDS, verdicts.of(new MessageId(number)), killed.toString());
          }
        }
      }
    }
  }

  private static long found(SearchIndex index) {
    List<Hit> hits = new ArrayList<>();
    index.find(Inquiry.of(EVEN), hits::add);
    return hits.size();
  }

  /** What is left of a process that is killed now. */
  static Path copy(Path from, Path to) throws SQLException {
    try (var files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
      return to;
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }
}
