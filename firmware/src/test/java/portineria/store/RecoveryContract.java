package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import portineria.store.Recovery.Part;
import portineria.store.Recovery.Restoration;
import portineria.store.Recovery.Restored;

/** What must hold of mailboxes that come back, and of what is known of removals. */
interface RecoveryContract extends StoreUnderTest {
  Optional<Instant> BEFORE = Optional.of(NOW.plusSeconds(10));
  Optional<MailboxName> HERE = Optional.empty();

  private static Optional<MailboxName> name(String name) {
    return Optional.of(new MailboxName(name));
  }

  private static Restored restore(Box box, String mailbox) throws Refusal {
    return box.account().recovery().restore(new Restoration(name(mailbox), Optional.empty(), HERE));
  }

  private static Restored restore(Box box, String mailbox, Optional<Instant> asOf) throws Refusal {
    return box.account().recovery().restore(new Restoration(name(mailbox), asOf, HERE));
  }

  /** "was is: came back, were there, were filed elsewhere". */
  private static List<String> said(Restored restored) {
    return restored.mailboxes().stream().map(RecoveryContract::said).toList();
  }

  private static String said(Part part) {
    String where = part.was().equals(part.is()) ? "" : " to " + part.is();
    return "%s%s%s %d %d %d"
        .formatted(
            part.made() ? "+" : "",
            part.was(),
            where,
            part.messages(),
            part.there(),
            part.elsewhere());
  }

  private void later(Duration time) {
    clock().pass(time);
  }

  @Test
  default void aDeletedTreeComesBackAsItWas() throws Exception {
    Flag work = new Flag("$Work");
    UidValidity before;
    try (Box box = box()) {
      box.add(box.create("Customers/Rossi & Figli"), "rossi", Flag.ANSWERED, work);
      box.add(box.mailbox("Customers"), "one", Flag.SEEN);
      box.add(box.mailbox("Customers"), "two", Flag.DELETED, Flag.FLAGGED);
      box.create("Customers/Empty");
      box.account().subscribe(new MailboxName("Customers/Empty"), false);
      before = box.mailbox("Customers").uidValidity();
      later(Duration.ofDays(1));
      box.delete("Customers/Rossi & Figli");
      later(Duration.ofMinutes(9));
      box.delete("Customers/Empty");
      box.delete("Customers");
      later(Duration.ofDays(1));
      assertEquals(
          List.of("+Customers 2 0 0", "+Customers/Empty 0 0 0", "+Customers/Rossi & Figli 1 0 0"),
          said(restore(box, "Customers")));
    }
    try (Box box = box()) {
      View customers = box.mailbox("Customers").view();
      assertEquals(List.of("one", "two"), box.texts(box.mailbox("Customers")));
      assertEquals(Set.of(Flag.SEEN), Box.flags(customers, 0));
      assertEquals(Set.of(Flag.FLAGGED), Box.flags(customers, 1), "not on its way out again");
      assertEquals(Box.DATE.getEpochSecond(), customers.internalDate(0));
      Mailbox rossi = box.mailbox("Customers/Rossi & Figli");
      assertEquals(List.of("rossi"), box.texts(rossi));
      assertEquals(Set.of(Flag.ANSWERED, work), Box.flags(rossi.view(), 0));
      assertTrue(box.mailbox("Customers").uidValidity().value() > before.value());
      assertTrue(box.account().subscriptions().contains(new MailboxName("Customers/Empty")));
      assertEquals(List.of(), box.texts(box.mailbox("Recoverable/Customers")));
      assertEquals(List.of(), box.texts(box.mailbox("Recoverable/Customers/Rossi & Figli")));
      assertEquals(Refusal.Reason.CANNOT, reason(() -> restore(box, "Customers")));
    }
  }

  private static Refusal.Reason reason(Deed deed) throws Exception {
    try {
      deed.run();
      throw new AssertionError("it was not refused");
    } catch (Refusal refused) {
      assertFalse(String.valueOf(refused.getMessage()).isBlank());
      return refused.reason();
    }
  }

  /** Something that may be refused. */
  interface Deed {
    void run() throws Exception;
  }

  @Test
  default void whatWasExpungedJustBeforeTheMailboxWasDeletedComesBackToo() throws Exception {
    try (Box box = box()) {
      Mailbox work = box.create("Work/Old");
      box.addAll(work, 4);
      later(Duration.ofDays(1));
      work.remove(Box.set(new Uid(1)));
      later(Duration.ofDays(1));
      work.remove(Box.set(new Uid(2)));
      later(Duration.ofMinutes(5));
      work.remove(Box.set(new Uid(3)));
      later(Duration.ofMinutes(5));
      box.delete("Work/Old");
      box.delete("Work");
      assertEquals(List.of("+Work 0 0 0", "+Work/Old 3 0 0"), said(restore(box, "Work")));
      assertEquals(List.of("2", "3", "4"), box.texts(box.mailbox("Work/Old")));
      assertEquals(List.of("1"), box.texts(box.mailbox("Recoverable/Work/Old")));
    }
  }

  @Test
  default void aMailboxThatIsThereGetsWhatItLacksAndNothingTwice() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      box.addAll(inbox, 5);
      box.add(inbox, "5");
      later(Duration.ofSeconds(20));
      inbox.store(Box.set(new Uid(3)), Box.add(Flag.FLAGGED, Flag.DELETED), ModSeq.MAX);
      inbox.remove(Box.set(new Uid(1), new Uid(3), new Uid(5)));
      box.add(inbox, "new");
      inbox.store(Box.set(new Uid(2)), Box.add(Flag.SEEN), ModSeq.MAX);
      assertEquals(List.of("INBOX 3 3 0"), said(restore(box, "INBOX", BEFORE)));
      assertEquals(List.of("2", "4", "5", "new", "1", "3", "5"), box.texts(inbox));
      assertEquals(Set.of(Flag.SEEN), Box.flags(inbox.view(), 0), "what is there stays as it is");
      assertEquals(Set.of(Flag.FLAGGED), Box.flags(inbox.view(), 5));
      assertEquals(0, box.mailbox("Recoverable/INBOX").view().count());
      assertEquals(List.of("INBOX 0 6 0"), said(restore(box, "INBOX", BEFORE)));
      assertEquals(7, inbox.view().count());
    }
  }

  @Test
  default void whatIsBroughtBackWithinTheSameSecondDoesNotComeTwice() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      later(Duration.ofSeconds(1));
      box.inbox().remove(UidSet.ALL);
      Optional<Instant> now = Optional.of(clock().instant());
      assertEquals(List.of("INBOX 1 0 0"), said(restore(box, "INBOX", now)));
      assertEquals(List.of("INBOX 0 1 0"), said(restore(box, "INBOX", now)));
      box.add(box.create("Work"), "came and went");
      box.mailbox("Work").remove(UidSet.ALL);
      assertEquals(List.of("Work 1 0 0"), said(restore(box, "Work", now)));
      assertEquals(List.of("Work 0 1 0"), said(restore(box, "Work", now)));
      later(Duration.ofSeconds(1));
      assertEquals(0, restore(box, "INBOX", now).messages());
      assertEquals(1, box.inbox().view().count());
      assertEquals(0, restore(box, "Work", now).messages());
    }
  }

  @Test
  default void whatWasFiledElsewhereSinceIsNotDoubled() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      box.addAll(inbox, 5);
      later(Duration.ofSeconds(20));
      Mailbox customers = box.create("Customers");
      inbox.move(Box.set(new Uid(1)), customers);
      inbox.copy(Box.set(new Uid(2)), customers); // and then expunge: a program without MOVE
      inbox.remove(Box.set(new Uid(2)));
      inbox.move(Box.set(new Uid(3)), box.mailbox("Trash"));
      inbox.move(Box.set(new Uid(4)), box.create("Trash/Old"));
      assertEquals(List.of("INBOX 2 1 2"), said(restore(box, "INBOX", BEFORE)));
      assertEquals(List.of("5", "3", "4"), box.texts(inbox));
      assertEquals(List.of("1", "2"), box.texts(customers));
      assertEquals(List.of("3"), box.texts(box.mailbox("Trash")));
    }
  }

  @Test
  default void anotherMailboxGetsAPictureOfTheMoment() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      box.addAll(inbox, 3);
      box.add(box.create("INBOX/Under"), "under");
      later(Duration.ofSeconds(20));
      inbox.move(Box.set(new Uid(1)), box.mailbox("Archive"));
      inbox.remove(Box.set(new Uid(2)));
      box.add(inbox, "new");
      Restoration picture = new Restoration(name("INBOX"), BEFORE, name("Tuesday"));
      assertEquals(
          List.of("+INBOX to Tuesday 3 0 0", "+INBOX/Under to Tuesday/Under 1 0 0"),
          said(box.account().recovery().restore(picture)));
      assertEquals(List.of("1", "2", "3"), box.texts(box.mailbox("Tuesday")));
      assertEquals(List.of("3", "new"), box.texts(inbox));
      assertEquals(0, box.mailbox("Recoverable/INBOX").view().count(), "it is live again");
      assertEquals(
          List.of("INBOX to Tuesday 0 3 0", "INBOX/Under to Tuesday/Under 0 1 0"),
          said(box.account().recovery().restore(picture)));
    }
  }

  @Test
  default void aWholeAccountComesBackWithEachMessageWhereverItWas() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 3);
      Mailbox under = box.create("A/B");
      box.inbox().copy(UidSet.ALL, box.mailbox("A"));
      box.inbox().copy(Box.set(new Uid(2)), under);
      later(Duration.ofSeconds(20));
      for (String name : List.of("INBOX", "A", "A/B")) {
        box.mailbox(name).remove(UidSet.ALL);
      }
      for (String name : List.of("A/B", "A", "Archive", "Sent", "Trash")) {
        box.delete(name);
      }
      later(Duration.ofDays(3));
      Restored restored =
          box.account().recovery().restore(new Restoration(Optional.empty(), BEFORE, HERE));
      assertEquals(7, restored.messages());
      assertEquals(NOW.plusSeconds(10), restored.asOf());
      assertEquals(List.of("1", "2", "3"), box.texts(box.inbox()));
      assertEquals(List.of("1", "2", "3"), box.texts(box.mailbox("A")));
      assertEquals(List.of("2"), box.texts(box.mailbox("A/B")));
      assertEquals(Optional.of(SpecialUse.ARCHIVE), box.info("Archive").use());
      assertEquals(Optional.of(SpecialUse.TRASH), box.info("Trash").use());
      assertEquals(
          0,
          box.account().mailboxes().stream()
              .filter(info -> info.kind() == MailboxKind.RECOVERABLE)
              .mapToInt(MailboxInfo::messages)
              .sum());
      Restored into =
          box.account().recovery().restore(new Restoration(Optional.empty(), BEFORE, name("Old")));
      assertEquals(7, into.messages());
      assertEquals(List.of("2"), box.texts(box.mailbox("Old/A/B")));
    }
  }

  /** Thunderbird deletes a mailbox by renaming it into the Trash, which it empties later. */
  @Test
  default void aMailboxIsFoundByTheNameThatItHadBeforeItWasThrownAway() throws Exception {
    try (Box box = box()) {
      box.add(box.create("Customers/Rossi"), "rossi");
      box.add(box.mailbox("Customers"), "customers");
      later(Duration.ofSeconds(20));
      box.rename("Customers", "Trash/Customers");
      assertEquals(Refusal.Reason.CANNOT, reason(() -> restore(box, "Customers")));
      later(Duration.ofDays(1));
      box.delete("Trash/Customers/Rossi");
      box.delete("Trash/Customers");
      assertEquals(
          List.of(
              "+Trash/Customers to Customers 1 0 0",
              "+Trash/Customers/Rossi to Customers/Rossi 1 0 0"),
          said(restore(box, "Customers")));
      assertEquals(List.of("rossi"), box.texts(box.mailbox("Customers/Rossi")));
    }
  }

  @Test
  default void aMailboxThatIsCalledOtherwiseNowComesBackWhereItIs() throws Exception {
    try (Box box = box()) {
      box.addAll(box.create("Customers"), 2);
      later(Duration.ofSeconds(20));
      box.rename("Customers", "Clients");
      box.mailbox("Clients").remove(Box.set(new Uid(1)));
      assertEquals(List.of("Customers to Clients 1 1 0"), said(restore(box, "Customers", BEFORE)));
      assertFalse(box.names().contains("Customers"));
      assertEquals(List.of("2", "1"), box.texts(box.mailbox("Clients")));
    }
  }

  @Test
  default void aNameThatIsTakenAgainIsMerged() throws Exception {
    try (Box box = box()) {
      box.addAll(box.create("Work"), 2);
      later(Duration.ofSeconds(20));
      box.delete("Work");
      box.add(box.create("Work"), "2");
      box.add(box.mailbox("Work"), "3");
      assertEquals(List.of("Work 1 1 0"), said(restore(box, "Work", BEFORE)));
      assertEquals(List.of("2", "3", "1"), box.texts(box.mailbox("Work")));
    }
  }

  @Test
  default void whatCanNotComeBack() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.inbox().remove(UidSet.ALL);
      Recovery recovery = box.account().recovery();
      later(Duration.ofSeconds(20));
      Optional<Instant> early = Optional.of(NOW.minusSeconds(1));
      Refusal.Reason cannot = Refusal.Reason.CANNOT;
      Refusal.Reason nonexistent = Refusal.Reason.NONEXISTENT;
      Box.refused(cannot, () -> restore(box, "INBOX"));
      Box.refused(nonexistent, () -> restore(box, "Nowhere"));
      Box.refused(nonexistent, () -> restore(box, "Nowhere", BEFORE));
      Box.refused(nonexistent, () -> restore(box, "INBOX", early));
      Box.refused(nonexistent, () -> restore(box, "Recoverable/INBOX", BEFORE));
      Restoration all = new Restoration(Optional.empty(), Optional.empty(), HERE);
      Box.refused(cannot, () -> recovery.restore(all));
      Restoration kept = new Restoration(name("INBOX"), BEFORE, name("Recoverable/Mine"));
      Box.refused(cannot, () -> recovery.restore(kept));
      Restoration into = new Restoration(name("INBOX"), BEFORE, name("Recoverable/INBOX"));
      Box.refused(cannot, () -> recovery.restore(into));
      String wide = "x".repeat(MailboxName.LENGTH_MAX);
      box.create("INBOX/Under");
      later(Duration.ofSeconds(1));
      Restoration tooLong =
          new Restoration(name("INBOX"), Optional.of(clock().instant()), name(wide));
      Box.refused(cannot, () -> recovery.restore(tooLong));
    }
  }

  @Test
  default void anActOfRemovalSaysWhoWhenAndWhatIsLeft() throws Exception {
    Actor phone = new Actor("phone", "pop3");
    try (Box box = box()) {
      box.addAll(box.inbox(), 6);
      box.inbox().remove(Box.set(new Uid(1)));
      later(Duration.ofMinutes(5));
      box.inbox().remove(Box.set(new Uid(2), new Uid(3)));
      box.store()
          .account("anna", phone)
          .orElseThrow()
          .mailbox(MailboxName.INBOX)
          .orElseThrow()
          .remove(Box.set(new Uid(4)));
      later(Duration.ofMinutes(11));
      Account pc = box.store().account("anna", Box.ACTOR).orElseThrow();
      pc.mailbox(MailboxName.INBOX).orElseThrow().remove(Box.set(new Uid(5)));
      box.add(box.mailbox("Trash"), "trash");
      pc.delete(new MailboxName("Trash"));
      List<Removal> removals = pc.recovery().removals(NOW);
      assertEquals(
          List.of(
              "reception PC imap INBOX 3 from 0 to 300",
              "phone pop3 INBOX 1 from 300 to 300",
              "reception PC imap INBOX 1 from 960 to 960",
              "reception PC imap Trash 1 from 960 to 960 with it"),
          removals.stream().map(RecoveryContract::said).toList());
      assertEquals(Optional.of(SpecialUse.TRASH), removals.get(3).use());
      assertEquals(2, pc.recovery().removals(NOW.plusSeconds(301)).size());
      Removal first = removals.get(0);
      assertEquals(new MailboxName("Recoverable/INBOX"), first.shown().mailbox());
      assertEquals(UidSet.range(1, 3), first.shown().uids());
      box.mailbox("Recoverable/INBOX").copy(UidSet.range(2, 2), box.inbox());
      assertEquals(2, pc.recovery().removals(NOW).get(0).shown().left());
      assertEquals(3, first.shown().left(), "as of then");
    }
  }

  private static String said(Removal removal) {
    return "%s %s %s %d from %d to %d%s"
        .formatted(
            removal.actor().device(),
            removal.actor().door(),
            removal.mailbox(),
            removal.messages(),
            Duration.between(NOW, removal.begun()).toSeconds(),
            Duration.between(NOW, removal.ended()).toSeconds(),
            removal.withMailbox() ? " with it" : "");
  }

  @Test
  default void whatTheAccountStillHasElsewhereIsNotLost() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 4);
      box.inbox().copy(UidSet.range(1, 2), box.mailbox("Archive"));
      box.inbox().remove(UidSet.ALL);
      Recovery recovery = box.account().recovery();
      assertEquals(2, recovery.lost(recovery.removals(NOW).getFirst()));
      box.mailbox("Archive").remove(Box.set(new Uid(1)));
      assertEquals(3, recovery.lost(recovery.removals(NOW).getFirst()));
      box.mailbox("Recoverable/INBOX").move(Box.set(new Uid(3)), box.mailbox("Sent"));
      assertEquals(2, recovery.lost(recovery.removals(NOW).getFirst()));
    }
  }

  @Test
  default void whatAPersonAcceptsIsMarkedAndWhatFollowsIsNot() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 3);
      box.inbox().remove(Box.set(new Uid(1)));
      later(Duration.ofSeconds(60));
      box.inbox().remove(Box.set(new Uid(2)));
      later(Duration.ofHours(1));
      box.mailbox("Recoverable/INBOX").copy(UidSet.range(1, 1), box.mailbox("Archive"));
      box.mailbox("Archive").remove(UidSet.ALL);
      box.account().recovery().accept(NOW.plusSeconds(60));
    }
    try (Box box = box()) {
      box.inbox().remove(UidSet.ALL);
      assertEquals(
          List.of(true, false, false),
          box.account().recovery().removals(NOW).stream().map(Removal::accepted).toList());
    }
  }
}
