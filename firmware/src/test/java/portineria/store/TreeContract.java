package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of making, deleting and listing mailboxes. */
interface TreeContract extends StoreUnderTest {

  @Test
  default void aNewAccountHasItsMailboxesAndIsSubscribedToThem() throws Exception {
    try (Box box = box()) {
      assertEquals(List.of("INBOX", "Archive", "Drafts", "Junk", "Sent", "Trash"), box.names());
      assertEquals(Optional.empty(), box.info("INBOX").use());
      assertEquals(Optional.of(SpecialUse.ARCHIVE), box.info("Archive").use());
      assertEquals(Optional.of(SpecialUse.DRAFTS), box.info("Drafts").use());
      assertEquals(Optional.of(SpecialUse.JUNK), box.info("Junk").use());
      assertEquals(Optional.of(SpecialUse.SENT), box.info("Sent").use());
      assertEquals(Optional.of(SpecialUse.TRASH), box.info("Trash").use());
      assertTrue(box.account().mailboxes().stream().allMatch(MailboxInfo::selectable));
      Set<MailboxName> all = new HashSet<>();
      box.names().forEach(name -> all.add(new MailboxName(name)));
      assertEquals(all, box.account().subscriptions());
      assertEquals("anna", box.account().name());
    }
  }

  @Test
  default void aMailboxIsMadeWithThoseAboveIt() throws Exception {
    try (Box box = box()) {
      Mailbox made = box.create("Kunden/Rossi & Figli/2026");
      assertEquals("Kunden/Rossi & Figli/2026", made.name().value());
      assertTrue(box.names().containsAll(List.of("Kunden", "Kunden/Rossi & Figli")));
      box.add(made, "one");
      box.create("Kunden/Über alles ✓");
      box.create("INBOX/Under");
    }
    try (Box box = box()) {
      assertEquals(
          List.of(
              "INBOX",
              "INBOX/Under",
              "Archive",
              "Drafts",
              "Junk",
              "Kunden",
              "Kunden/Rossi & Figli",
              "Kunden/Rossi & Figli/2026",
              "Kunden/Über alles ✓",
              "Sent",
              "Trash"),
          box.names());
      assertEquals(List.of("one"), box.texts(box.mailbox("Kunden/Rossi & Figli/2026")));
    }
  }

  @Test
  default void aNameIsGivenOnce() throws Exception {
    try (Box box = box()) {
      box.create("Work/Old");
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.create("Work"));
      Box.refused(Refusal.Reason.ALREADY_EXISTS, () -> box.create("inbox"));
      box.create("work"); // names are told apart by case, INBOX alone is not: RFC 9051 §5.1
      assertEquals(Optional.empty(), box.account().mailbox(new MailboxName("WORK")));
    }
  }

  @Test
  default void aMailboxIsMadeForAUse() throws Exception {
    try (Box box = box()) {
      MailboxName name = new MailboxName("Fatti/Spediti");
      box.account().create(name, Optional.of(SpecialUse.SENT));
      assertEquals(Optional.empty(), box.info("Fatti").use());
    }
    try (Box box = box()) {
      assertEquals(Optional.of(SpecialUse.SENT), box.info("Fatti/Spediti").use());
    }
  }

  @Test
  default void whatIsDeletedIsGoneForAllWhoHaveItOpen() throws Exception {
    try (Box box = box()) {
      Mailbox work = box.create("Work");
      box.add(work, "one");
      box.delete("Work");
      assertTrue(work.isDeleted());
      assertFalse(box.names().contains("Work"));
      assertEquals(Optional.empty(), box.account().mailbox(new MailboxName("Work")));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> box.add(work, "two"));
      Box.refused(
          Refusal.Reason.NONEXISTENT, () -> work.store(UidSet.ALL, Box.add(Flag.SEEN), ModSeq.MAX));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> work.copy(UidSet.ALL, box.inbox()));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> work.move(UidSet.ALL, box.inbox()));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> work.expunge(UidSet.ALL));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> work.remove(UidSet.ALL));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> box.delete("Work"));
      assertFalse(box.inbox().isDeleted());
    }
  }

  @Test
  default void aNameThatComesBackIsAnotherMailbox() throws Exception {
    Set<UidValidity> validities = new HashSet<>();
    Set<String> objectIds = new HashSet<>();
    long last = 0;
    for (int opening = 0; opening < 2; opening++) {
      try (Box box = box()) {
        for (int i = 0; i < 3; i++) {
          Mailbox work = box.create("Work");
          assertTrue(validities.add(work.uidValidity()));
          assertTrue(objectIds.add(work.objectId()));
          assertTrue(work.uidValidity().value() > last);
          assertEquals(0, work.view().count());
          last = work.uidValidity().value();
          box.add(work, "one");
          box.delete("Work");
        }
      }
    }
  }

  @Test
  default void whatDeleteRefuses() throws Exception {
    try (Box box = box()) {
      box.create("Work/Old/Older");
      Box.refused(Refusal.Reason.IN_USE, () -> box.delete("Work"));
      Box.refused(Refusal.Reason.IN_USE, () -> box.delete("Work/Old"));
      Box.refused(Refusal.Reason.CANNOT, () -> box.delete("INBOX"));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> box.delete("Nothing"));
      box.delete("Work/Old/Older");
      box.delete("Work/Old");
      box.delete("Work");
      box.delete("Trash");
    }
  }

  @Test
  default void subscriptionsAreNamesAndNothingElse() throws Exception {
    MailboxName missing = new MailboxName("Not/Yet");
    MailboxName trash = new MailboxName("Trash");
    try (Box box = box()) {
      box.account().subscribe(missing, true);
      box.account().subscribe(missing, true);
      box.account().subscribe(trash, false);
      box.account().subscribe(new MailboxName("Never"), false);
      box.delete("Junk");
      box.create("Work");
    }
    try (Box box = box()) {
      Set<MailboxName> subscriptions = box.account().subscriptions();
      assertTrue(subscriptions.contains(missing));
      assertTrue(subscriptions.contains(new MailboxName("Junk")), "RFC 9051 §6.3.8");
      assertFalse(subscriptions.contains(trash));
      assertFalse(subscriptions.contains(new MailboxName("Work")));
      assertFalse(box.names().contains("Not"));
    }
  }

  @Test
  default void theFiguresOfAListAreThoseOfTheView() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one", Flag.SEEN);
      box.add(box.inbox(), "three", Flag.DELETED);
      box.add(box.inbox(), "seven!!", Flag.SEEN);
      box.inbox().remove(Box.set(new Uid(box.inbox().view().uid(0))));
      theFiguresAreRight(box);
    }
    try (Box box = box()) {
      theFiguresAreRight(box);
    }
  }

  private static void theFiguresAreRight(Box box) {
    Mailbox inbox = box.inbox();
    MailboxInfo info = box.info("INBOX");
    assertEquals(List.of(2, 1, 1), List.of(info.messages(), info.unseen(), info.deleted()));
    assertEquals(12, info.octets());
    assertEquals(inbox.view().uidNext(), info.uidNext());
    assertEquals(inbox.view().highestModSeq(), info.highestModSeq());
    assertEquals(inbox.uidValidity(), info.uidValidity());
    assertEquals(inbox.uidValidity(), inbox.view().uidValidity());
    assertEquals(inbox.objectId(), info.objectId());
    assertNotEquals(inbox.objectId(), box.info("Sent").objectId());
  }
}
