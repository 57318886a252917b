package portineria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import portineria.mail.MailGenerator;
import portineria.store.Account;
import portineria.store.Act;
import portineria.store.Actor;
import portineria.store.Erasure;
import portineria.store.MessageId;
import portineria.store.Refusal;
import portineria.store.sqlite.database.Database;
import portineria.store.sqlite.database.Gate;

/** After an erasure no octet of the messages is in the folder, whatever happens meanwhile. */
@Timeout(300)
class EraseTest {
  /** Words that no other message has, long enough to be spread over pages. */
  private static final String SECRET = "zqxjkvwqz";

  private static final int MESSAGES = 120;

  @TempDir Path folder;

  private final Random random = new Random(7);
  private final List<MessageId> secret = new ArrayList<>();

  private void fill(Office office, int messages) {
    MailGenerator mail = new MailGenerator(3).withAttachmentsUpTo(2000).withOddShare(0);
    for (int i = 0; i < messages; i++) {
      office.add(mail.message(i));
      if (random.nextInt(8) == 0) {
        String text =
            ("Il codice e' " + SECRET + random.nextInt(1000) + "\n").repeat(1 + random.nextInt(90));
        secret.add(office.add("Subject: " + SECRET + i + "\n\n" + text));
      }
    }
  }

  private static int occurrences(Path folder) throws IOException {
    int count = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String octets = whole(file);
        for (int at = octets.indexOf(SECRET); at >= 0; at = octets.indexOf(SECRET, at + 1)) {
          count++;
        }
      }
    }
    return count;
  }

  /** Nothing of a journal that SQLite has just removed. */
  private static String whole(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException removed) {
      return "";
    }
  }

  /** The store erases them, and tells the index. */
  static void erase(Office office, List<MessageId> messages) throws Refusal {
    Account anna = office.account("anna");
    List<Erasure.Target> targets =
        messages.stream().map(one -> new Erasure.Target("anna", anna.digest(one))).toList();
    Act act = Act.of(Act.Kind.MAIL_ERASED, new Actor("", "test"));
    office.store.erase(new Erasure(targets, Erasure.Extent.EVERYWHERE, act), (done, all) -> {});
  }

  @Test
  void noOctetOfItRemains() throws Exception {
    try (Office office = new Office(folder)) {
      fill(office, MESSAGES);
      office.catchUp();
      assertTrue(occurrences(folder) > secret.size(), "the test can see it");
      assertEquals(secret, office.found(new Sought.Anywhere(SECRET)));
      List<MessageId> others = office.found(new Sought.Anywhere("the"));
      erase(office, secret);
      assertEquals(0, occurrences(folder));
      assertEquals(0, terms("zqx", "qxj", "xjk", "jkv", "kvw", "vwq"));
      assertEquals(List.of(), office.found(new Sought.Anywhere(SECRET)));
      assertEquals(others, office.found(new Sought.Anywhere("the")));
      assertEquals(Verdict.LACKS, office.knows(new Sought.Anywhere(SECRET), secret.getFirst()));
      MessageId late = office.add("Subject: x\n\n" + SECRET);
      office.catchUp();
      assertEquals(List.of(late), office.found(new Sought.Anywhere(SECRET)));
    }
  }

  /** How many of these trigrams FTS5 still knows, of messages that are there or not. */
  private long terms(String... trigrams) throws SQLException {
    try (Database database = Database.open(folder.resolve("search.db"), Gate.OPEN)) {
      long count = 0;
      for (String table : List.of("heads", "bodies")) {
        database.runOnce(
            "CREATE VIRTUAL TABLE temp.v_" + table + " USING fts5vocab (main, " + table + ", row)");
        for (String trigram : trigrams) {
          count +=
              database.number("SELECT count(*) FROM temp.v_" + table + " WHERE term = ?", trigram);
        }
      }
      return count;
    }
  }

  @Test
  void whatIsNotInTheIndexYetMayBeErasedToo() throws Exception {
    try (Office office = new Office(folder)) {
      fill(office, 20);
      erase(office, secret);
      office.catchUp();
      assertEquals(0, occurrences(folder));
      erase(office, List.of());
      assertEquals(List.of(), office.found(new Sought.Anywhere(SECRET)));
    }
  }

  /** It is in the middle of the batch that is being written when the erasure begins. */
  @Test
  void whatIsBeingTakenInMeanwhileIsTakenOutAgain() throws Exception {
    List<Thread> erasing = new ArrayList<>();
    List<Exception> failed = new ArrayList<>();
    AtomicReference<Office> indexing = new AtomicReference<>();
    AtomicInteger texts = new AtomicInteger();
    Gate gate =
        sql -> {
          boolean text = sql.startsWith(Layer.BODY.insertText());
          if (text && !secret.isEmpty() && texts.incrementAndGet() == 4) {
            erasing.add(Thread.ofPlatform().start(() -> tried(indexing.get(), failed)));
            while (erasing.getFirst().getState() != Thread.State.WAITING) {
              Thread.onSpinWait(); // until it waits for the thread that stands here
            }
          }
        };
    try (Office office = new Office(folder, gate)) {
      indexing.set(office);
      for (int i = 0; i < 6; i++) {
        secret.add(office.add("Subject: x\n\n" + SECRET + i));
      }
      office.catchUp();
      erasing.getFirst().join();
      assertEquals(List.of(), failed);
      assertEquals(0, occurrences(folder));
      assertEquals(0, terms("zqx", "qxj", "xjk"));
    }
  }

  private void tried(Office office, List<Exception> failed) {
    try {
      erase(office, secret);
    } catch (Refusal refused) {
      failed.add(refused);
    }
  }

  @Test
  void aDiskThatFailsMeanwhileLeavesNothingBehind() throws Exception {
    List<SQLiteErrorCode> errors =
        List.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR_WRITE,
            SQLiteErrorCode.SQLITE_CORRUPT);
    boolean untouched = false;
    for (int failing = 1; !untouched; failing++) {
      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      SQLiteErrorCode error = errors.get(failing % errors.size());
      Gate gate =
          sql -> {
            if (left.getAndDecrement() == 1) {
              throw new SQLiteException("failed: " + sql, error);
            }
          };
      secret.clear();
      try (Office office = new Office(Files.createTempDirectory(folder, "run"), gate)) {
        fill(office, 6);
        office.catchUp();
        left.set(failing);
        erase(office, secret);
        untouched = left.get() > 0;
        left.set(Integer.MAX_VALUE);
        assertEquals(0, occurrences(office.folder), "failing " + failing);
        office.catchUp();
        assertEquals(List.of(), office.found(new Sought.Anywhere(SECRET)));
        assertEquals(6, office.found(Sought.field("Subject", "")).size());
      }
    }
  }

  @Test
  void killedInTheMiddleItIsFinishedAtTheNextStart() throws Exception {
    Path left = folder.resolve("left");
    Path run = Files.createDirectory(folder.resolve("run"));
    Gate gate =
        sql -> {
          if (sql.startsWith("VACUUM") && !Files.exists(left.resolve("search.db"))) {
            SearchTroubleTest.copy(run, left);
          }
        };
    try (Office office = new Office(run, gate)) {
      fill(office, 40);
      office.catchUp();
      erase(office, secret);
      office.index.close();
      assertTrue(Files.exists(left.resolve("search.db")));
      try (SearchIndex next =
          SearchIndex.of(left, office.store, Office.SMALL, Room.in(left), Gate.OPEN)) {
        next.catchUp(progress -> true);
        assertEquals(0, occurrences(left));
        List<MessageId> found = new ArrayList<>();
        next.find(Inquiry.of(Sought.field("Subject", "")), hit -> found.add(hit.message()));
        assertFalse(found.isEmpty());
      }
    }
  }
}
