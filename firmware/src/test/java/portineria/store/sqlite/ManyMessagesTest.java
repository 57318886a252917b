package portineria.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portineria.store.AllMail;
import portineria.store.Incoming;
import portineria.store.Mailbox;
import portineria.store.MailboxName;
import portineria.store.Recovery;
import portineria.store.Refusal;
import portineria.store.Removal;
import portineria.store.UidSet;
import portineria.store.View;
import portineria.store.sqlite.database.Database;
import portineria.store.volume.FolderDisk;

/** What is done in pieces comes out whole. */
class ManyMessagesTest {
  @TempDir Path data;

  private Instant now = OpenBox.DATE;

  private StoreSettings settings() {
    return TestSettings.of(data)
        .withDisk(new UnforcedDisk(new FolderDisk(data)))
        .withClock(() -> now);
  }

  @AfterEach
  void theInvariantsHold() throws IOException {
    assertEquals(List.of(), Verify.run(settings(), (octets, total) -> {}));
  }

  private static void fill(OpenBox box, int messages) throws Refusal, IOException {
    List<Incoming> open = new ArrayList<>();
    List<Mailbox.Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      open.add(box.anna().incoming(0));
      deliveries.add(OpenBox.delivery(open.getLast(), "message " + i));
    }
    box.inbox().append(deliveries);
    open.forEach(Incoming::close);
  }

  @Test
  void moreThanAPieceAreRemovedInOneActAndComeBackInOrder() throws Exception {
    int many = Losses.PIECE + 7;
    try (OpenBox box = OpenBox.of(settings())) {
      fill(box, many);
      now = now.plusSeconds(10);
      box.inbox().remove(UidSet.ALL);
      View shown = box.mailbox("Recoverable/INBOX").view();
      assertEquals(many, shown.count());
      assertEquals("message " + (many - 1), box.text(shown, many - 1));
      List<Removal> removals = box.anna().recovery().removals(Instant.EPOCH);
      assertEquals(1, removals.size());
      assertEquals(many, removals.getFirst().messages());
      assertEquals(many, removals.getFirst().shown().left());
      Recovery.Restored back =
          box.anna()
              .recovery()
              .restore(
                  new Recovery.Restoration(
                      Optional.of(MailboxName.INBOX), Optional.of(OpenBox.DATE), Optional.empty()));
      assertEquals(many, back.messages());
      assertEquals("message " + (many - 1), box.text(box.inbox().view(), many - 1));
      assertEquals(0, box.mailbox("Recoverable/INBOX").view().count());
    }
  }

  @Test
  void showingAllMailGoesOnAfterARestart() throws Exception {
    int many = 2500;
    try (OpenBox box = OpenBox.of(settings())) {
      fill(box, many);
      AllMail allMail = box.anna().allMail();
      allMail.show(true);
      assertTrue(allMail.step());
      int some = box.mailbox("All Mail/2026").view().count();
      assertTrue(some > 0 && some < many, some + " after one step");
      box.add(box.inbox(), "meanwhile");
    }
    assertEquals(List.of(), Verify.run(settings(), (octets, total) -> {}));
    try (OpenBox box = OpenBox.of(settings())) {
      box.store().housekeep();
      assertEquals(many + 1, box.mailbox("All Mail/2026").view().count());
      assertFalse(box.anna().allMail().step());
      box.anna().allMail().show(false);
      assertTrue(box.anna().allMail().step());
    }
    assertEquals(List.of(), Verify.run(settings(), (octets, total) -> {}));
    try (OpenBox box = OpenBox.of(settings())) {
      box.store().housekeep();
      assertFalse(box.anna().allMail().step());
    }
    try (Database database = Database.openReading(data.resolve(Index.NAME))) {
      assertEquals(many + 1, database.number("SELECT count(*) FROM entries"));
    }
  }
}
