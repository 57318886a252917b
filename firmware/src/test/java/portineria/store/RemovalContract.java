package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of copies, moves and removals. */
interface RemovalContract extends StoreUnderTest {

  @Test
  default void aCopyHasFlagsAndDatesAndTheOriginalStays() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Mailbox archive = box.mailbox("Archive");
      box.add(archive, "before", new Flag("$Other"));
      Uid one = box.add(inbox, "one", Flag.SEEN, new Flag("$Work"));
      Uid two = box.add(inbox, "two");
      Uid three = box.add(inbox, "three", Flag.DELETED);
      View before = inbox.view();
      Mailbox.Copied copied = inbox.copy(Box.set(one, three), archive);
      View view = archive.view();
      assertEquals(archive.uidValidity(), copied.targetValidity());
      assertEquals(List.of(one, three), copied.source());
      assertEquals(List.of(new Uid(view.uid(1)), new Uid(view.uid(2))), copied.target());
      assertEquals(List.of("before", "one", "three"), box.texts(archive));
      assertEquals(Set.of(Flag.SEEN, new Flag("$Work")), Box.flags(view, 1));
      assertEquals(before.internalDate(0), view.internalDate(1));
      assertEquals(List.of(one, two, three), Box.uids(inbox.view()));
      assertEquals(before.highestModSeq(), inbox.view().highestModSeq());
    }
    try (Box box = box()) {
      assertEquals(List.of("before", "one", "three"), box.texts(box.mailbox("Archive")));
    }
  }

  @Test
  default void aMoveLeavesNothingBehind() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Mailbox junk = box.mailbox("Junk");
      List<Uid> uids = box.addAll(inbox, 4);
      ModSeq before = inbox.view().highestModSeq();
      Mailbox.Copied moved = inbox.move(Box.set(uids.get(1), uids.get(3)), junk);
      assertEquals(List.of(uids.get(1), uids.get(3)), moved.source());
      assertEquals(Box.uids(junk.view()), moved.target());
      assertEquals(List.of("2", "4"), box.texts(junk));
      assertEquals(List.of("1", "3"), box.texts(inbox));
      assertTrue(inbox.view().highestModSeq().compareTo(before) > 0);
    }
    try (Box box = box()) {
      assertEquals(List.of("1", "3"), box.texts(box.inbox()));
      assertEquals(List.of("2", "4"), box.texts(box.mailbox("Junk")));
    }
  }

  @Test
  default void whatVanishedIsRememberedByItsModseq() throws Exception {
    ModSeq first;
    List<Uid> uids;
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      uids = box.addAll(inbox, 6);
      first = inbox.view().highestModSeq();
      assertEquals(UidSet.EMPTY, inbox.vanishedSince(ModSeq.ZERO));
      inbox.remove(Box.set(uids.get(1)));
      ModSeq second = inbox.view().highestModSeq();
      inbox.store(Box.set(uids.get(3), uids.get(4)), Box.add(Flag.DELETED), ModSeq.MAX);
      inbox.expunge(UidSet.ALL);
      inbox.move(Box.set(uids.get(5)), box.mailbox("Junk"));
      assertEquals(
          Box.set(uids.get(1), uids.get(3), uids.get(4), uids.get(5)), inbox.vanishedSince(first));
      assertEquals(Box.set(uids.get(3), uids.get(4), uids.get(5)), inbox.vanishedSince(second));
      assertEquals(UidSet.EMPTY, inbox.vanishedSince(inbox.view().highestModSeq()));
    }
    try (Box box = box()) {
      assertEquals(
          Box.set(uids.get(1), uids.get(3), uids.get(4), uids.get(5)),
          box.inbox().vanishedSince(first));
    }
  }

  @Test
  default void aMailboxKnowsHowOftenItHoldsAndEverHeldAContent() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid first = box.add(inbox, "twice");
      box.add(inbox, "twice");
      Uid moved = box.add(inbox, "moved away");
      box.add(box.mailbox("Archive"), "elsewhere");
      List<Digest> digests =
          List.of(
              box.digest("twice"),
              box.digest("elsewhere"),
              box.digest("moved away"),
              box.digest("never"));
      inbox.remove(Box.set(first));
      inbox.move(Box.set(moved), box.mailbox("Archive"));
      List<Mailbox.Copies> expected =
          List.of(
              new Mailbox.Copies(1, 2),
              new Mailbox.Copies(0, 0),
              new Mailbox.Copies(0, 1),
              new Mailbox.Copies(0, 0));
      assertEquals(expected, inbox.copies(digests));
      assertEquals(List.of(), inbox.copies(List.of()));
    }
  }

  @Test
  default void aMailboxMayBeCopiedAndMovedToItself() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      List<Uid> uids = box.addAll(inbox, 2);
      inbox.copy(Box.set(uids.get(0)), inbox);
      assertEquals(List.of("1", "2", "1"), box.texts(inbox));
      inbox.move(Box.set(uids.get(0)), inbox);
      assertEquals(List.of("2", "1", "1"), box.texts(inbox));
    }
  }

  @Test
  default void whatIsNotThereIsNeitherCopiedNorMovedNorRemoved() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Mailbox archive = box.mailbox("Archive");
      box.add(inbox, "one");
      View before = inbox.view();
      UidSet others = UidSet.range(1000, Uid.MAX);
      assertEquals(List.of(), inbox.copy(others, archive).target());
      assertEquals(List.of(), inbox.move(others, archive).source());
      assertEquals(UidSet.EMPTY, inbox.remove(others));
      assertEquals(UidSet.EMPTY, inbox.expunge(UidSet.ALL));
      assertEquals(before.highestModSeq(), inbox.view().highestModSeq());
      assertEquals(1, inbox.view().count());
    }
  }

  @Test
  default void aTargetThatIsFullOfKeywordsOrGoneGetsNothing() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Mailbox full = box.create("Full");
      Flag[] keywords = new Flag[FlagTable.KEYWORDS_MAX];
      for (int i = 0; i < keywords.length; i++) {
        keywords[i] = new Flag("keyword" + i);
      }
      box.add(full, "full", keywords);
      box.add(inbox, "plain");
      box.add(inbox, "flagged", new Flag("$Work"));
      Box.refused(Refusal.Reason.LIMIT, () -> inbox.copy(UidSet.ALL, full));
      Box.refused(Refusal.Reason.LIMIT, () -> inbox.move(UidSet.ALL, full));
      assertEquals(List.of("full"), box.texts(full));
      box.delete("Full");
      Box.refused(Refusal.Reason.NONEXISTENT, () -> inbox.copy(UidSet.ALL, full));
      Box.refused(Refusal.Reason.NONEXISTENT, () -> inbox.move(UidSet.ALL, full));
      assertEquals(List.of("plain", "flagged"), box.texts(inbox));
    }
  }

  @Test
  default void expungeRemovesOnlyWhatIsDeletedAndAmongThese() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid one = box.add(inbox, "one", Flag.DELETED);
      Uid two = box.add(inbox, "two");
      Uid three = box.add(inbox, "three", Flag.DELETED);
      ModSeq before = inbox.view().highestModSeq();
      assertEquals(Box.set(one), inbox.expunge(Box.set(one, two)));
      assertEquals(List.of("two", "three"), box.texts(inbox));
      assertTrue(inbox.view().highestModSeq().compareTo(before) > 0);
      assertEquals(Box.set(three), inbox.expunge(UidSet.ALL));
    }
    try (Box box = box()) {
      assertEquals(List.of("two"), box.texts(box.inbox()));
    }
  }

  @Test
  default void removeAsksNoFlags() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      List<Uid> uids = box.addAll(inbox, 3);
      assertEquals(
          Box.set(uids.get(0), uids.get(2)), inbox.remove(Box.set(uids.get(0), uids.get(2))));
      assertEquals(List.of("2"), box.texts(inbox));
    }
  }

  @Test
  default void whoStillSeesARemovedMessageCanReadIt() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      box.add(inbox, "one");
      View old = inbox.view();
      inbox.remove(UidSet.ALL);
      assertEquals("one", Box.text(box.account().octets(old.message(0))));
    }
  }
}
