package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What must hold of the mailboxes that show what was removed. */
interface RecoverableContract extends StoreUnderTest {
  Flag WORK = new Flag("$Work");

  @Test
  default void whatIsRemovedIsShownAsSeenAndWithItsDate() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one", Flag.FLAGGED, WORK, Flag.DELETED);
      box.add(box.inbox(), "two");
      box.add(box.inbox(), "three", Flag.DELETED);
      assertFalse(box.names().contains("Recoverable"), "made when it is needed");
      clock().pass(Duration.ofMinutes(5));
      box.inbox().expunge(UidSet.ALL);
    }
    try (Box box = box()) {
      View view = box.mailbox("Recoverable/INBOX").view();
      assertEquals(List.of("one", "three"), box.texts(box.mailbox("Recoverable/INBOX")));
      assertEquals(List.of(new Uid(1), new Uid(2)), Box.uids(view));
      for (int i = 0; i < view.count(); i++) {
        assertEquals(Set.of(Flag.SEEN), Box.flags(view, i));
        assertEquals(Box.DATE.getEpochSecond(), view.internalDate(i));
        assertEquals(NOW.plusSeconds(300).getEpochSecond(), view.saveDate(i));
      }
      MailboxInfo info = box.info("Recoverable/INBOX");
      assertEquals(MailboxKind.RECOVERABLE, info.kind());
      assertEquals(List.of(2, 0, 0), List.of(info.messages(), info.unseen(), info.deleted()));
      assertEquals(MailboxKind.RECOVERABLE, box.info("Recoverable").kind());
      assertEquals(MailboxKind.ORDINARY, box.info("INBOX").kind());
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of("one", "three", "two"), box.texts(box.mailbox("Recoverable/INBOX")));
      assertEquals(3, view.count() + 1, "a view never changes");
      assertEquals(MailboxKind.RECOVERABLE, box.mailbox("Recoverable/INBOX").kind());
    }
  }

  @Test
  default void whoLooksAtItHearsOfARemoval() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 2);
      box.inbox().remove(Box.set(new Uid(1)));
      Mailbox shown = box.mailbox("Recoverable/INBOX");
      View before = shown.view();
      AtomicInteger heard = new AtomicInteger();
      try (Subscription _ = shown.subscribe(changed -> heard.incrementAndGet())) {
        box.inbox().remove(UidSet.ALL);
        assertTrue(heard.get() > 0);
        assertEquals(List.of("+1"), ViewContract.Told.of(before, shown.view()));
      }
    }
  }

  @Test
  default void aMoveIsNoLoss() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 2);
      box.inbox().move(Box.set(new Uid(1)), box.mailbox("Trash"));
      box.rename("INBOX", "Saved");
      box.rename("Saved", "Kept");
      assertFalse(box.names().contains("Recoverable"));
      box.mailbox("Trash").remove(UidSet.ALL);
      assertEquals(List.of("1"), box.texts(box.mailbox("Recoverable/Trash")));
    }
  }

  @Test
  default void aDeletedMailboxIsShownUnderTheNameThatItHad() throws Exception {
    try (Box box = box()) {
      box.add(box.create("Customers/Rossi"), "rossi");
      box.add(box.mailbox("Customers"), "customers");
      box.mailbox("Customers").remove(UidSet.ALL);
      box.rename("Customers", "Clients");
      box.delete("Clients/Rossi");
      box.delete("Clients");
    }
    try (Box box = box()) {
      assertEquals(List.of("customers"), box.texts(box.mailbox("Recoverable/Customers")));
      assertEquals(List.of("rossi"), box.texts(box.mailbox("Recoverable/Clients/Rossi")));
      assertEquals(List.of(), box.texts(box.mailbox("Recoverable/Clients")));
      assertFalse(box.names().contains("Recoverable/Customers/Rossi"));
    }
  }

  @Test
  default void whatIsCopiedOutIsLiveAgainWithItsLastFlags() throws Exception {
    try (Box box = box()) {
      Mailbox gone = box.create("Gone");
      box.add(gone, "zero");
      box.add(gone, "one", new Flag("$Other"), Flag.ANSWERED, WORK);
      box.delete("Gone");
      box.add(box.create("Gone"), "two", WORK, Flag.DELETED);
      box.mailbox("Gone").expunge(UidSet.ALL);
      clock().pass(Duration.ofDays(1));
      Mailbox shown = box.mailbox("Recoverable/Gone");
      assertEquals(List.of("zero", "one", "two"), box.texts(shown));
      box.add(box.inbox(), "before", WORK);
      Mailbox.Copied copied = shown.copy(UidSet.range(2, 3), box.inbox());
      assertEquals(List.of(new Uid(2), new Uid(3)), copied.source());
      View inbox = box.inbox().view();
      assertEquals(List.of("before", "one", "two"), box.texts(box.inbox()));
      assertEquals(copied.target(), Box.uids(inbox).subList(1, 3));
      assertEquals(Set.of(new Flag("$Other"), Flag.ANSWERED, WORK), Box.flags(inbox, 1));
      assertEquals(Set.of(WORK), Box.flags(inbox, 2));
      assertEquals(Box.DATE.getEpochSecond(), inbox.internalDate(2));
      assertEquals(NOW.plus(Duration.ofDays(1)).getEpochSecond(), inbox.saveDate(2));
    }
    try (Box box = box()) {
      assertEquals(List.of("zero"), box.texts(box.mailbox("Recoverable/Gone")));
      assertEquals(List.of(), shownOf(box).copy(UidSet.range(2, 9), box.inbox()).source());
    }
  }

  private static Mailbox shownOf(Box box) {
    return box.mailbox("Recoverable/Gone");
  }

  @Test
  default void whatIsMovedOutIsLiveAgainAndMayGoAgain() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one", Flag.FLAGGED);
      box.inbox().remove(UidSet.ALL);
      Mailbox shown = box.mailbox("Recoverable/INBOX");
      shown.move(UidSet.ALL, box.inbox());
      assertEquals(Set.of(Flag.FLAGGED), Box.flags(box.inbox().view(), 0));
      assertEquals(0, shown.view().count());
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of(new Uid(2)), Box.uids(shown.view()));
      shown.move(UidSet.ALL, box.mailbox("Archive"));
      assertEquals(List.of("one"), box.texts(box.mailbox("Archive")));
    }
  }

  @Test
  default void aMessageComesBackEvenWhereItsKeywordsHaveNoRoom() throws Exception {
    try (Box box = box()) {
      Flag[] keywords = new Flag[FlagTable.KEYWORDS_MAX];
      for (int i = 0; i < keywords.length; i++) {
        keywords[i] = new Flag("keyword" + i);
      }
      Mailbox full = box.create("Full");
      box.add(full, "full", keywords);
      box.add(box.inbox(), "one", WORK, Flag.FLAGGED);
      box.inbox().remove(UidSet.ALL);
      box.mailbox("Recoverable/INBOX").copy(UidSet.ALL, full);
      assertEquals(List.of("full", "one"), box.texts(full));
      assertEquals(Set.of(Flag.FLAGGED), Box.flags(full.view(), 1));
    }
  }

  @Test
  default void nothingInItCanBeChanged() throws Exception {
    try (Box box = box()) {
      box.addAll(box.inbox(), 2);
      box.inbox().remove(Box.set(new Uid(1)));
      Mailbox shown = box.mailbox("Recoverable/INBOX");
      Refusal.Reason no = Refusal.Reason.CANNOT;
      Box.refused(no, () -> box.add(shown, "three"));
      Box.refused(no, () -> shown.store(UidSet.ALL, Box.add(Flag.DELETED), ModSeq.MAX));
      Box.refused(no, () -> shown.expunge(UidSet.ALL));
      Box.refused(no, () -> shown.remove(UidSet.ALL));
      Box.refused(no, () -> box.inbox().copy(UidSet.ALL, shown));
      Box.refused(no, () -> box.inbox().move(UidSet.ALL, shown));
      Box.refused(no, () -> shown.copy(UidSet.ALL, box.mailbox("Recoverable")));
      Box.refused(no, () -> shown.move(UidSet.ALL, shown));
      Box.refused(no, () -> box.delete("Recoverable/INBOX"));
      Box.refused(no, () -> box.rename("Recoverable/INBOX", "Mine"));
      Box.refused(no, () -> box.rename("Recoverable", "Mine"));
      Box.refused(no, () -> box.create("Recoverable/Mine"));
      Box.refused(no, () -> box.rename("Sent", "Recoverable/Sent"));
      assertEquals(List.of("1"), box.texts(shown));
      assertEquals(List.of("2"), box.texts(box.inbox()));
    }
  }

  @Test
  default void itsNameFollowsTheLanguageOfTheBox() throws Exception {
    try (Box box = box()) {
      Box.refused(Refusal.Reason.CANNOT, () -> box.create("Recoverable/Mine"));
      box.store().putSetting(BoxLanguage.SETTING, BoxLanguage.ITALIAN.code());
      box.create("Recoverable/Mine");
      Box.refused(Refusal.Reason.CANNOT, () -> box.create("Recuperabili"));
      Box.refused(Refusal.Reason.CANNOT, () -> box.rename("Sent", "Tutta la posta/Sent"));
      box.add(box.inbox(), "one");
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of("one"), box.texts(box.mailbox("Recuperabili/INBOX")));
      box.store().putSetting(BoxLanguage.SETTING, BoxLanguage.ENGLISH.code());
      box.add(box.inbox(), "two");
      box.inbox().remove(UidSet.ALL);
      assertEquals(List.of("one", "two"), box.texts(box.mailbox("Recuperabili/INBOX")));
      box.create("Recoverable/Other");
    }
  }

  @Test
  default void aNameThatTheAccountUsesItselfIsNotTaken() throws Exception {
    try (Box box = box()) {
      box.store().putSetting(BoxLanguage.SETTING, BoxLanguage.ITALIAN.code());
      box.add(box.create("Recoverable/Mine"), "mine");
      box.store().putSetting(BoxLanguage.SETTING, BoxLanguage.ENGLISH.code());
      box.mailbox("Recoverable/Mine").remove(UidSet.ALL);
      assertEquals(List.of("mine"), box.texts(box.mailbox("Recoverable 2/Recoverable/Mine")));
      box.create("Recoverable/Another");
      Box.refused(Refusal.Reason.CANNOT, () -> box.create("Recoverable 2/Another"));
      box.rename("Recoverable", "Own");
      assertTrue(box.names().contains("Own/Another"));
    }
  }

  @Test
  default void itIsSubscribedToUntilTheAccountUnsubscribes() throws Exception {
    try (Box box = box()) {
      box.add(box.inbox(), "one");
      box.inbox().remove(UidSet.ALL);
      assertTrue(box.account().subscriptions().contains(new MailboxName("Recoverable")));
      assertTrue(box.account().subscriptions().contains(new MailboxName("Recoverable/INBOX")));
      box.account().subscribe(new MailboxName("Recoverable"), false);
      box.account().subscribe(new MailboxName("Recoverable/INBOX"), false);
      box.add(box.create("Work/Old"), "two");
      box.mailbox("Work/Old").remove(UidSet.ALL);
      box.add(box.inbox(), "three");
      box.inbox().remove(UidSet.ALL);
      assertTrue(
          box.account().subscriptions().stream()
              .noneMatch(name -> name.value().startsWith("Recoverable")));
    }
  }

  @Test
  default void aNameThatIsTooLongOrTooDeepIsShownAboveIt() throws Exception {
    try (Box box = box()) {
      String deep = "a" + "/a".repeat(MailboxName.LEVELS_MAX - 1);
      String wide = "Long/" + "x".repeat(MailboxName.LENGTH_MAX - 5);
      String widest = "y".repeat(MailboxName.LENGTH_MAX);
      for (String name : List.of(deep, wide, widest)) {
        box.add(box.create(name), name.substring(0, 1));
        box.delete(name);
      }
      String above = deep.substring(0, deep.length() - 2);
      assertEquals(List.of("a"), box.texts(box.mailbox("Recoverable/" + above)));
      assertEquals(List.of("L"), box.texts(box.mailbox("Recoverable/Long")));
      assertEquals(List.of("y"), box.texts(box.mailbox("Recoverable")));
      box.mailbox("Recoverable").move(UidSet.ALL, box.inbox());
      assertEquals(List.of("y"), box.texts(box.inbox()));
    }
  }

  @Test
  default void aMailboxThatIsMadeAgainIsAnotherOne() throws Exception {
    try (Box box = box()) {
      Mailbox first = box.create("Work");
      box.add(first, "one");
      box.delete("Work");
      Mailbox second = box.account().create(new MailboxName("Work"), Optional.empty());
      assertTrue(second.uidValidity().value() > first.uidValidity().value());
      Mailbox shown = box.mailbox("Recoverable/Work");
      assertTrue(shown.uidValidity().value() != first.uidValidity().value());
      shown.copy(UidSet.ALL, second);
      assertEquals(List.of("one"), box.texts(second));
    }
  }
}
