package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import portineria.store.Flag;
import portineria.store.FlagTable;
import portineria.store.Mailbox;
import portineria.store.ModSeq;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.sqlite.database.Gate;

/** What waits together is committed together, and yet each change stands for itself. */
class GroupCommitTest {
  @TempDir Path data;

  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean holding;
  private volatile Gate then = sql -> {};

  /** Holds the writer at its first commit until the test has handed in a group. */
  private void pass(String sql) throws SQLException {
    statements.add(sql);
    if (holding && sql.equals("COMMIT")) {
      holding = false;
      held.countDown();
      try {
        released.await();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
    then.pass(sql);
  }

  private interface Act {
    Object run() throws Exception;
  }

  /** Hands in all of {@code acts}, in this order, as one group. Gives what came of each. */
  private List<Object> asOneGroup(OpenBox box, List<Act> acts) throws Exception {
    Writer writer = box.store().opened().writer().orElseThrow();
    List<CompletableFuture<Object>> outcomes = new ArrayList<>();
    try (ExecutorService sessions = Executors.newVirtualThreadPerTaskExecutor()) {
      holding = true;
      CompletableFuture<Object> first = start(sessions, () -> box.add(box.inbox(), "first"));
      held.await();
      for (Act act : acts) {
        outcomes.add(start(sessions, act));
        while (writer.waiting() < outcomes.size()) {
          Thread.onSpinWait();
        }
      }
      statements.clear();
      released.countDown();
      first.join();
    }
    return outcomes.stream().map(CompletableFuture::join).toList();
  }

  private static CompletableFuture<Object> start(ExecutorService sessions, Act act) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return act.run();
          } catch (Refusal refused) {
            return refused.reason();
          } catch (Exception failed) {
            throw new AssertionError(failed);
          }
        },
        sessions);
  }

  private long commits() {
    return statements.stream().filter(sql -> sql.equals("COMMIT")).count();
  }

  @Test
  void anAnswerOfTheWriterComesAfterWhatIsUnderWayAndWritesNothing() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      Act asked =
          () -> {
            box.store().awaitWriter();
            return "answered";
          };
      assertEquals(List.of("answered", "answered"), asOneGroup(box, List.of(asked, asked)));
      assertEquals(List.of(), statements);
      box.store().close();
      assertThrows(Refusal.class, box.store()::awaitWriter);
    }
  }

  @Test
  void whatWaitsTogetherIsCommittedTogetherInItsOrder() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      List<Act> acts = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String text = "message " + i;
        acts.add(() -> box.add(box.inbox(), text));
      }
      acts.add(() -> box.create("Work"));
      acts.add(() -> box.add(box.mailbox("Archive"), "elsewhere"));
      asOneGroup(box, acts);
      assertEquals(1, commits());
      List<String> texts = box.texts("INBOX");
      assertEquals(11, texts.size());
      for (int i = 0; i < 10; i++) {
        assertEquals("message " + i, texts.get(i + 1));
      }
    }
  }

  @Test
  void aListenerHearsOnceOfAGroupAndOfAllOfIt() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
      box.inbox().subscribe(mailbox -> heard.add(mailbox.view().count()));
      asOneGroup(
          box, List.of(() -> box.add(box.inbox(), "second"), () -> box.add(box.inbox(), "third")));
      assertEquals(List.of(1, 3), heard);
    }
  }

  @Test
  void whoIsRefusedIsRefusedAlone() throws Exception {
    Flag[] tooMany = new Flag[FlagTable.KEYWORDS_MAX + 1];
    for (int i = 0; i < tooMany.length; i++) {
      tooMany[i] = new Flag("k" + i);
    }
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      Mailbox inbox = box.inbox();
      inbox.view();
      List<Object> outcomes =
          asOneGroup(
              box,
              List.of(
                  () -> box.add(inbox, "second", new Flag("kept")),
                  () -> box.add(inbox, "never", tooMany),
                  () -> inbox.store(UidSet.ALL, OpenBox.plus(Flag.SEEN), ModSeq.MAX),
                  () -> box.create("INBOX/There"),
                  () -> box.create("INBOX/There")));
      assertEquals(Refusal.Reason.LIMIT, outcomes.get(1));
      assertEquals(Refusal.Reason.ALREADY_EXISTS, outcomes.get(4));
      assertEquals(List.of("first", "second"), box.texts("INBOX"));
      assertEquals(List.of(new Flag("kept")), inbox.view().flagTable().keywords());
      assertEquals(2, inbox.view().countWith(Flag.SEEN));
      assertEquals(1, commits());
    }
    assertEquals(List.of(), Verify.run(TestSettings.of(data), (octets, total) -> {}));
  }

  @Test
  void whenTheDiskFailsOneForAllEachIsTriedAlone() throws Exception {
    then =
        sql -> {
          if (sql.startsWith("INSERT INTO keywords")) {
            throw new SQLiteException("no room for this one", SQLiteErrorCode.SQLITE_FULL);
          }
        };
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      List<Object> outcomes =
          asOneGroup(
              box,
              List.of(
                  () -> box.add(box.inbox(), "second"),
                  () -> box.add(box.inbox(), "not this one", new Flag("keyword")),
                  () -> box.add(box.inbox(), "third")));
      assertEquals(Refusal.Reason.NO_SPACE, outcomes.get(1));
      assertEquals(List.of("first", "second", "third"), box.texts("INBOX"));
      assertEquals(2, commits(), "those that went well alone");
    }
    assertEquals(List.of(), Verify.run(TestSettings.of(data), (octets, total) -> {}));
  }

  @Test
  void aMailboxOpenedInAGroupThatFailsIsOpenedAllTheSame() throws Exception {
    AtomicInteger commits = new AtomicInteger();
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      then =
          sql -> {
            if (sql.equals("COMMIT") && commits.incrementAndGet() == 2) {
              throw new SQLiteException("not now", SQLiteErrorCode.SQLITE_IOERR_WRITE);
            }
          };
      List<Object> outcomes =
          asOneGroup(
              box,
              List.of(
                  () -> box.add(box.inbox(), "second"),
                  () -> box.inbox().view().count(),
                  () -> box.add(box.inbox(), "third")));
      assertEquals(2, outcomes.get(1));
      assertEquals(List.of("first", "second", "third"), box.texts("INBOX"));
    }
  }

  @Test
  void anIndexThatIsFoundDamagedIsReadAndNotWrittenAnyMore() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(data), this::pass)) {
      box.add(box.inbox(), "one");
      then =
          sql -> {
            if (sql.startsWith("INSERT INTO messages")) {
              throw new SQLiteException("malformed", SQLiteErrorCode.SQLITE_CORRUPT);
            }
          };
      Refusal first = assertThrows(Refusal.class, () -> box.add(box.inbox(), "two"));
      assertEquals(Refusal.Reason.UNAVAILABLE, first.reason());
      assertTrue(box.store().isReadOnly());
      Refusal then = assertThrows(Refusal.class, () -> box.create("Work"));
      assertEquals(Refusal.Reason.READ_ONLY, then.reason());
      assertEquals(List.of("one"), box.texts("INBOX"));
      assertEquals(List.of(), box.texts("Archive"), "opened only now");
    }
  }

  @Test
  void whatWasHandedInBeforeTheCloseIsDone() throws Exception {
    OpenBox box = OpenBox.of(TestSettings.of(data), this::pass);
    List<Object> outcomes =
        asOneGroup(box, List.of(() -> box.add(box.inbox(), "second"), () -> closed(box)));
    assertEquals("closed", outcomes.get(1));
    Refusal refusal = assertThrows(Refusal.class, () -> box.create("Work"));
    assertEquals(Refusal.Reason.UNAVAILABLE, refusal.reason());
    try (OpenBox again = OpenBox.of(TestSettings.of(data))) {
      assertEquals(List.of("first", "second"), again.texts("INBOX"));
    }
  }

  private static String closed(OpenBox box) {
    box.close();
    return "closed";
  }
}
