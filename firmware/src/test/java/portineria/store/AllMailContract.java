package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of the mailboxes that show all mail. */
interface AllMailContract extends StoreUnderTest {

  private static void add(Box box, Mailbox into, String text, String date) throws Exception {
    try (Incoming incoming = box.account().incoming(0)) {
      into.append(
          List.of(
              new Mailbox.Delivery(
                  Box.received(incoming, text), Set.of(Flag.FLAGGED), Instant.parse(date))));
    }
  }

  private static void fill(AllMail allMail) throws Refusal {
    while (allMail.step()) {
      assertTrue(allMail.isShown());
    }
  }

  @Test
  default void itShowsEachMessageOnceByTheYearInWhichItFirstCame() throws Exception {
    try (Box box = box()) {
      add(box, box.inbox(), "old", "1999-12-31T23:59:59Z");
      add(box, box.inbox(), "new", "2026-01-01T00:00:00Z");
      add(box, box.mailbox("Archive"), "old", "2026-05-05T00:00:00Z");
      box.inbox().copy(UidSet.ALL, box.mailbox("Trash"));
      add(box, box.inbox(), "gone", "2026-02-02T00:00:00Z");
      box.inbox().remove(UidSet.range(3, 3));
      AllMail allMail = box.account().allMail();
      assertFalse(allMail.isShown());
      assertFalse(allMail.step());
      allMail.show(true);
      allMail.show(true);
      assertTrue(box.names().contains("All Mail"));
      add(box, box.inbox(), "meanwhile", "2027-01-01T00:00:00Z");
      fill(allMail);
    }
    try (Box box = box()) {
      assertTrue(box.account().allMail().isShown());
      assertFalse(box.account().allMail().step());
      assertEquals(List.of("old"), box.texts(box.mailbox("All Mail/1999")));
      assertEquals(List.of("new", "gone"), box.texts(box.mailbox("All Mail/2026")));
      assertEquals(List.of("meanwhile"), box.texts(box.mailbox("All Mail/2027")));
      View view = box.mailbox("All Mail/2026").view();
      assertEquals(Set.of(Flag.SEEN), Box.flags(view, 0));
      assertEquals(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond(), view.internalDate(0));
      assertEquals(MailboxKind.ALL_MAIL, box.info("All Mail/2026").kind());
      assertTrue(box.account().subscriptions().contains(new MailboxName("All Mail/1999")));
      assertEquals(0, box.info("All Mail/2026").unseen());
    }
  }

  @Test
  default void whatArrivesIsShownInTheSameStep() throws Exception {
    try (Box box = box()) {
      box.account().allMail().show(true);
      box.add(box.inbox(), "one");
      Mailbox shown = box.mailbox("All Mail/2026");
      View before = shown.view();
      box.add(box.inbox(), "two");
      box.add(box.mailbox("Archive"), "one");
      assertEquals(List.of("+1"), ViewContract.Told.of(before, shown.view()));
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of("one", "two"), box.texts(shown));
    }
  }

  @Test
  default void nothingInItCanBeChangedButMuchBeCopied() throws Exception {
    try (Box box = box()) {
      box.account().allMail().show(true);
      box.add(box.inbox(), "one");
      Mailbox shown = box.mailbox("All Mail/2026");
      Refusal.Reason no = Refusal.Reason.CANNOT;
      Box.refused(no, () -> box.add(shown, "two"));
      Box.refused(no, () -> shown.store(UidSet.ALL, Box.add(Flag.FLAGGED), ModSeq.MAX));
      Box.refused(no, () -> shown.expunge(UidSet.ALL));
      Box.refused(no, () -> shown.move(UidSet.ALL, box.inbox()));
      Box.refused(no, () -> box.inbox().copy(UidSet.ALL, shown));
      Box.refused(no, () -> box.delete("All Mail/2026"));
      Box.refused(no, () -> box.rename("All Mail", "Mine"));
      Box.refused(no, () -> box.create("All Mail/Mine"));
      shown.copy(UidSet.ALL, box.mailbox("Archive"));
      assertEquals(List.of("one"), box.texts(box.mailbox("Archive")));
      assertEquals(List.of("one"), box.texts(shown));
    }
  }

  @Test
  default void whatIsNotWantedGoesAtOnceAndComesBackAsAnother() throws Exception {
    UidValidity first;
    try (Box box = box()) {
      AllMail allMail = box.account().allMail();
      allMail.show(true);
      box.addAll(box.inbox(), 3);
      Mailbox shown = box.mailbox("All Mail/2026");
      View view = shown.view();
      first = shown.uidValidity();
      allMail.show(false);
      assertTrue(shown.isDeleted());
      assertEquals(0, shown.view().count());
      assertEquals("1", Box.text(box.account().octets(view.message(0))));
      assertFalse(box.names().contains("All Mail"));
      assertFalse(box.account().subscriptions().contains(new MailboxName("All Mail")));
      box.add(box.inbox(), "4");
      Box.refused(Refusal.Reason.NONEXISTENT, () -> shown.copy(UidSet.ALL, box.inbox()));
    }
    try (Box box = box()) {
      AllMail allMail = box.account().allMail();
      assertFalse(allMail.isShown());
      allMail.show(true);
      fill(allMail);
      Mailbox shown = box.mailbox("All Mail/2026");
      assertTrue(shown.uidValidity().value() > first.value());
      assertEquals(List.of("1", "2", "3", "4"), box.texts(shown));
      assertFalse(box.names().contains("Recoverable"), "nothing was removed");
      allMail.show(false);
      while (allMail.step()) {
        assertFalse(allMail.isShown());
      }
    }
  }
}
