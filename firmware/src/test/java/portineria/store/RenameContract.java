package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of renaming: RFC 9051 §6.3.6. */
interface RenameContract extends StoreUnderTest {

  @Test
  default void aRenamedMailboxIsStillTheSame() throws Exception {
    String objectId;
    UidValidity validity;
    try (Box box = box()) {
      Mailbox work = box.create("Work");
      objectId = work.objectId();
      validity = work.uidValidity();
      box.add(work, "one");
      box.rename("Work", "Lavoro/Tutto");
      assertEquals("Lavoro/Tutto", work.name().value());
      assertTrue(box.names().contains("Lavoro"));
      assertFalse(box.names().contains("Work"));
      box.add(work, "two");
    }
    try (Box box = box()) {
      Mailbox work = box.mailbox("Lavoro/Tutto");
      assertEquals(List.of("one", "two"), box.texts(work));
      assertEquals(objectId, work.objectId());
      assertEquals(validity, work.uidValidity());
    }
  }

  @Test
  default void aTreeMovesAsAWhole() throws Exception {
    try (Box box = box()) {
      box.add(box.create("Work/Old/Older"), "older");
      box.add(box.create("Work/New"), "new");
      box.create("Workshop");
      box.rename("Work", "Trash/Work");
    }
    try (Box box = box()) {
      assertEquals(
          List.of(
              "INBOX",
              "Archive",
              "Drafts",
              "Junk",
              "Sent",
              "Trash",
              "Trash/Work",
              "Trash/Work/New",
              "Trash/Work/Old",
              "Trash/Work/Old/Older",
              "Workshop"),
          box.names());
      assertEquals(List.of("older"), box.texts(box.mailbox("Trash/Work/Old/Older")));
      assertEquals(List.of("new"), box.texts(box.mailbox("Trash/Work/New")));
    }
  }

  @Test
  default void inboxStaysAndLosesItsMessages() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      String objectId = inbox.objectId();
      box.create("INBOX/Under");
      box.add(inbox, "one", Flag.SEEN, new Flag("$Work"));
      Uid two = box.add(inbox, "two");
      box.rename("INBOX", "Saved/2026");
      assertEquals(0, inbox.view().count());
      assertEquals("INBOX", inbox.name().value());
      assertEquals(objectId, inbox.objectId());
      assertNotEquals(objectId, box.mailbox("Saved/2026").objectId());
      assertNotEquals(inbox.uidValidity(), box.mailbox("Saved/2026").uidValidity());
      assertTrue(box.names().containsAll(List.of("Saved", "INBOX/Under")));
      assertTrue(box.add(inbox, "three").compareTo(two) > 0);
    }
    try (Box box = box()) {
      assertEquals(List.of("one", "two"), box.texts(box.mailbox("Saved/2026")));
      assertEquals(
          Set.of(Flag.SEEN, new Flag("$Work")), Box.flags(box.mailbox("Saved/2026").view(), 0));
      assertEquals(List.of("three"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aUseGoesWithItsMailboxAndASubscriptionStays() throws Exception {
    try (Box box = box()) {
      box.rename("Sent", "Inviati");
      assertEquals(Optional.of(SpecialUse.SENT), box.info("Inviati").use());
      assertTrue(box.account().subscriptions().contains(new MailboxName("Sent")));
      assertFalse(box.account().subscriptions().contains(new MailboxName("Inviati")));
    }
  }

  @Test
  default void whatRenameRefuses() throws Exception {
    try (Box box = box()) {
      box.create("Work/Old");
      List<String> before = box.names();
      Box.refused(Refusal.Reason.NONEXISTENT, () -> box.rename("Nothing", "Something"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.rename("Work", "Sent"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.rename("Work", "Work"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.rename("Work", "inbox"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.rename("INBOX", "Work"));
      Box.refused(Refusal.Reason.CANNOT, () -> box.rename("Work", "Work/Old/Older"));
      assertEquals(before, box.names());
    }
  }

  @Test
  default void aNameThatWouldGrowTooLongOrDeepIsRefused() throws Exception {
    String deep = "d/".repeat(MailboxName.LEVELS_MAX - 1) + "d";
    try (Box box = box()) {
      box.create("Work/Old");
      List<String> before = box.names();
      assertThrows(Refusal.class, () -> box.rename("Work", "x".repeat(MailboxName.LENGTH_MAX - 2)));
      assertThrows(Refusal.class, () -> box.rename("Work", deep));
      assertEquals(before, box.names());
      box.create(deep);
      assertTrue(box.names().contains(deep));
    }
  }
}
