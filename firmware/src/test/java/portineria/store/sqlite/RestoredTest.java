package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.Audit;
import portineria.store.AuditText;
import portineria.store.Flag;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxInfo;
import portineria.store.MailboxKind;
import portineria.store.MailboxName;
import portineria.store.ModSeq;
import portineria.store.Quota;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.store.sqlite.database.Gate;

/** Whoever brings mail back leaves a trace, and whoever finds nothing to bring leaves none. */
class RestoredTest {
  @TempDir Path folder;

  private Instant now = OpenBox.DATE;

  @Test
  void eachMailboxThatComesBackIsRecorded() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(folder).withClock(() -> now))) {
      box.add(box.inbox(), "one");
      box.add(box.create("Customers/Rossi"), "two");
      now = now.plusSeconds(10);
      box.inbox().remove(UidSet.ALL);
      box.anna().delete(new MailboxName("Customers/Rossi"));
      Recovery.Restoration all =
          new Recovery.Restoration(Optional.empty(), Optional.of(OpenBox.DATE), Optional.empty());
      box.anna().recovery().restore(all);
      assertEquals(List.of("1 INBOX", "1 Customers/Rossi"), recorded(box));
      box.anna().recovery().restore(all);
      assertEquals(2, recorded(box).size());
    }
  }

  /** The box keeps it anyway, and to undo must always be possible. */
  @Test
  void aFullAccountGetsBackWhatWasDeleted() throws Exception {
    try (OpenBox box = OpenBox.of(TestSettings.of(folder).withClock(() -> now))) {
      for (int i = 0; i < 3; i++) {
        box.add(box.create("Customers/" + i), "one " + i);
        now = now.plusSeconds(10);
        box.anna().delete(new MailboxName("Customers/" + i));
      }
      box.anna().limit(new Quota.Limits(OptionalLong.of(1), OptionalLong.of(1)));
      for (int i = 0; i < 3; i++) {
        MailboxName deleted = new MailboxName("Customers/" + i);
        box.anna()
            .recovery()
            .restore(
                new Recovery.Restoration(Optional.of(deleted), Optional.empty(), Optional.empty()));
      }
      assertEquals(3, box.anna().quota().messages());
      assertThrows(Refusal.class, () -> box.add(box.inbox(), "one more"));
    }
  }

  private static List<String> recorded(OpenBox box) {
    return box.store().audit().entries(0, 1000).stream()
        .filter(entry -> entry.text().contains("act mail-restored\n"))
        .map(RestoredTest::said)
        .toList();
  }

  private static String said(Audit.Entry entry) {
    Map<String, String> names =
        entry.names().stream().collect(Collectors.toMap(Audit.Name::part, Audit.Name::text));
    assertEquals("anna", names.get("account"));
    AuditText text = AuditText.parse(entry.text()).orElseThrow();
    return text.figures().get("messages") + " " + names.get("mailbox");
  }

  /** So many that they come back in three steps. */
  private static final int MANY = 2 * Comeback.PIECE + 500;

  private static final Recovery.Restoration CUSTOMERS =
      new Recovery.Restoration(
          Optional.of(new MailboxName("Customers")), Optional.empty(), Optional.empty());

  /** Two mailboxes with mail that was flagged, both deleted. */
  private void fillAndDelete(OpenBox box) throws Exception {
    fill(box, box.create("Customers"), MANY);
    fill(box, box.create("Customers/Rossi"), 3);
    box.mailbox("Customers").store(UidSet.range(100, 200), OpenBox.plus(Flag.FLAGGED), ModSeq.MAX);
    box.mailbox("Customers").copy(UidSet.range(7, 7), box.mailbox("Customers"));
    now = now.plusSeconds(10);
    box.anna().delete(new MailboxName("Customers/Rossi"));
    box.anna().delete(new MailboxName("Customers"));
    now = now.plusSeconds(10);
  }

  private static void fill(OpenBox box, Mailbox mailbox, int messages) throws Exception {
    List<Incoming> incomings = new ArrayList<>();
    List<Mailbox.Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      incomings.add(box.anna().incoming(0));
      deliveries.add(OpenBox.delivery(incomings.getLast(), mailbox.name() + " " + i));
    }
    mailbox.append(deliveries);
    incomings.forEach(Incoming::close);
  }

  private static List<String> seen(OpenBox box) throws Exception {
    List<String> seen = new ArrayList<>();
    for (String name : List.of("Customers", "Customers/Rossi")) {
      View view = box.mailbox(name).view();
      for (int i = 0; i < view.count(); i++) {
        seen.add(
            name
                + " "
                + view.uid(i)
                + " "
                + view.flagTable().flags(view.flagBits(i))
                + " "
                + view.internalDate(i)
                + " "
                + box.text(view, i));
      }
    }
    return seen;
  }

  /** How many messages may still be had back. */
  private static int shown(OpenBox box) {
    return box.anna().mailboxes().stream()
        .filter(info -> info.kind() == MailboxKind.RECOVERABLE)
        .mapToInt(MailboxInfo::messages)
        .sum();
  }

  @Test
  void killedAtAnyStepItComesBackWholeWhenTheCommandIsGivenAgain() throws Exception {
    Path run = folder.resolve("run");
    List<Path> killed = new ArrayList<>();
    AtomicBoolean restoring = new AtomicBoolean();
    Gate gate =
        sql -> {
          if (restoring.get() && sql.equals("COMMIT")) {
            Path left = folder.resolve("left-" + killed.size());
            killed.add(left);
            try {
              Folders.copy(run, left);
            } catch (IOException failed) {
              throw new SQLException(failed);
            }
          }
        };
    List<String> whole;
    try (OpenBox box = OpenBox.of(TestSettings.of(run).withClock(() -> now), gate)) {
      fillAndDelete(box);
      restoring.set(true);
      Recovery.Restored restored = box.anna().recovery().restore(CUSTOMERS);
      restoring.set(false);
      assertEquals(MANY + 4, restored.messages());
      assertEquals(
          List.of(true, true), restored.mailboxes().stream().map(Recovery.Part::made).toList());
      whole = seen(box);
      assertEquals(MANY + 4, whole.size());
      assertEquals(0, shown(box));
    }
    assertEquals(6, killed.size(), "a mark, three steps, one step, and the mark goes");
    for (Path left : killed) {
      StoreSettings settings = TestSettings.of(left).withClock(() -> now);
      try (OpenBox box = OpenBox.of(settings)) {
        box.anna().recovery().restore(CUSTOMERS);
        assertEquals(whole, seen(box), left.toString());
        assertEquals(0, shown(box), left.toString());
        Refusal done = assertThrows(Refusal.class, () -> box.anna().recovery().restore(CUSTOMERS));
        assertEquals(Refusal.Reason.CANNOT, done.reason(), "it is whole: as of when?");
      }
      assertEquals(List.of(), Verify.run(settings, (octets, total) -> {}), left.toString());
    }
  }

  /** It waits for a step and not for all of them: looked at from the writer's thread. */
  @Test
  void aNeighboursChangeIsDoneBetweenTwoSteps() throws Exception {
    AtomicReference<OpenBox> open = new AtomicReference<>();
    AtomicInteger commits = new AtomicInteger(-1);
    List<Thread> neighbours = new ArrayList<>();
    List<Integer> flagged = new ArrayList<>();
    Gate gate =
        sql -> {
          if (commits.get() >= 0 && sql.equals("COMMIT")) {
            Mailbox inbox = open.get().inbox();
            flagged.add(inbox.view().countWith(Flag.FLAGGED));
            if (commits.incrementAndGet() == 2) {
              neighbours.add(Thread.ofPlatform().start(() -> flag(inbox)));
              while (neighbours.getFirst().getState() != Thread.State.WAITING) {
                Thread.onSpinWait(); // until it waits for the writer, which stands here
              }
            }
          }
        };
    Path run = folder.resolve("run");
    try (OpenBox box = OpenBox.of(TestSettings.of(run).withClock(() -> now), gate)) {
      open.set(box);
      box.add(box.inbox(), "hello");
      assertEquals(1, box.inbox().view().count());
      fillAndDelete(box);
      commits.set(0);
      box.anna().recovery().restore(CUSTOMERS);
      neighbours.getFirst().join();
      assertEquals(List.of(0, 0, 0, 1), flagged.subList(0, 4));
      assertTrue(flagged.size() > 4, "it was done long before the end");
    }
  }

  private static void flag(Mailbox mailbox) {
    try {
      mailbox.store(UidSet.ALL, OpenBox.plus(Flag.FLAGGED), ModSeq.MAX);
    } catch (Refusal refused) {
      throw new AssertionError(refused);
    }
  }
}
