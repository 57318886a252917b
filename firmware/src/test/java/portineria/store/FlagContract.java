package portineria.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of flags: RFC 9051 §2.3.2, RFC 7162 §3.1. */
interface FlagContract extends StoreUnderTest {

  @Test
  default void flagsAreAddedTakenAwayAndReplaced() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid uid = box.add(inbox, "text", Flag.SEEN);
      inbox.store(Box.set(uid), Box.add(Flag.FLAGGED, new Flag("$Work")), ModSeq.MAX);
      assertEquals(Set.of(Flag.SEEN, Flag.FLAGGED, new Flag("$Work")), Box.flags(inbox.view(), 0));
      inbox.store(Box.set(uid), Box.take(Flag.SEEN, new Flag("$Work")), ModSeq.MAX);
      assertEquals(Set.of(Flag.FLAGGED), Box.flags(inbox.view(), 0));
      inbox.store(Box.set(uid), Box.replace(Flag.DRAFT, Flag.ANSWERED), ModSeq.MAX);
      assertEquals(Set.of(Flag.DRAFT, Flag.ANSWERED), Box.flags(inbox.view(), 0));
    }
    try (Box box = box()) {
      assertEquals(Set.of(Flag.DRAFT, Flag.ANSWERED), Box.flags(box.inbox().view(), 0));
    }
  }

  @Test
  default void onlyMessagesThatAreThereAndDifferAreChanged() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid one = box.add(inbox, "one", Flag.SEEN);
      Uid two = box.add(inbox, "two");
      Uid three = box.add(inbox, "three");
      View before = inbox.view();
      Mailbox.Flagged flagged = inbox.store(UidSet.ALL, Box.add(Flag.SEEN), ModSeq.MAX);
      View after = inbox.view();
      assertEquals(Box.set(two, three), flagged.changed());
      assertEquals(UidSet.EMPTY, flagged.conflicted());
      assertTrue(flagged.modSeq().compareTo(before.highestModSeq()) > 0);
      assertEquals(flagged.modSeq(), after.highestModSeq());
      assertEquals(flagged.modSeq().value(), after.modSeq(1));
      assertEquals(flagged.modSeq().value(), after.modSeq(2));
      assertEquals(before.modSeq(0), after.modSeq(0));
      assertEquals(3, after.countWith(Flag.SEEN));
      assertEquals(0, after.countWith(new Flag("$Unknown")));

      inbox.remove(Box.set(one));
      assertEquals(
          UidSet.EMPTY, inbox.store(Box.set(one), Box.add(Flag.FLAGGED), ModSeq.MAX).changed());
    }
  }

  @Test
  default void aChangeThatChangesNothingLeavesTheModseqs() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      box.add(inbox, "one", Flag.SEEN);
      View before = inbox.view();
      assertTrue(inbox.store(UidSet.ALL, Box.add(Flag.SEEN), ModSeq.MAX).changed().isEmpty());
      assertTrue(
          inbox.store(UidSet.ALL, Box.take(new Flag("$No")), ModSeq.MAX).changed().isEmpty());
      assertEquals(before.highestModSeq(), inbox.view().highestModSeq());
      assertEquals(before.modSeq(0), inbox.view().modSeq(0));
    }
  }

  @Test
  default void aConditionalChangeSparesWhatOthersHaveChanged() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid one = box.add(inbox, "one");
      Uid two = box.add(inbox, "two");
      ModSeq known = inbox.view().highestModSeq();
      inbox.store(Box.set(one), Box.add(Flag.SEEN), ModSeq.MAX);
      Mailbox.Flagged flagged = inbox.store(UidSet.ALL, Box.add(Flag.FLAGGED), known);
      assertEquals(Box.set(two), flagged.changed());
      assertEquals(Box.set(one), flagged.conflicted());
      assertEquals(Set.of(Flag.SEEN), Box.flags(inbox.view(), 0));
      assertEquals(Set.of(Flag.FLAGGED), Box.flags(inbox.view(), 1));

      ModSeq now = inbox.view().highestModSeq();
      assertEquals(Box.set(one, two), inbox.store(UidSet.ALL, Box.add(Flag.DRAFT), now).changed());
    }
  }

  @Test
  default void keywordsKeepTheirFirstSpellingAndTheirBit() throws Exception {
    long bits;
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      Uid uid = box.add(inbox, "one", new Flag("$Work"));
      bits = inbox.view().flagBits(0);
      inbox.store(Box.set(uid), Box.take(new Flag("$WORK")), ModSeq.MAX);
      assertEquals(0, inbox.view().flagBits(0));
      inbox.store(Box.set(uid), Box.add(new Flag("$Later")), ModSeq.MAX);
      inbox.store(Box.set(uid), Box.replace(new Flag("$work")), ModSeq.MAX);
    }
    try (Box box = box()) {
      View view = box.inbox().view();
      assertEquals(bits, view.flagBits(0));
      List<String> names = view.flagTable().keywords().stream().map(Flag::name).toList();
      assertEquals(List.of("$Work", "$Later"), names);
      assertEquals(1, view.countWith(new Flag("$WORK")));
    }
  }

  @Test
  default void aMailboxHoldsSoManyKeywordsAndNoMore() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      box.addAll(inbox, 2);
      List<Flag> keywords = new ArrayList<>();
      for (int i = 0; i < FlagTable.KEYWORDS_MAX; i++) {
        keywords.add(new Flag("keyword" + i));
      }
      Flag[] all = keywords.toArray(Flag[]::new);
      inbox.store(UidSet.ALL, Box.add(all), ModSeq.MAX);
      View full = inbox.view();
      assertEquals(FlagTable.KEYWORDS_MAX, Box.flags(full, 1).size());
      Flag more = new Flag("more");
      Box.refused(
          Refusal.Reason.LIMIT,
          () -> inbox.store(UidSet.ALL, Box.add(Flag.SEEN, more), ModSeq.MAX));
      Box.refused(
          Refusal.Reason.LIMIT, () -> inbox.store(UidSet.ALL, Box.replace(more), ModSeq.MAX));
      Box.refused(Refusal.Reason.LIMIT, () -> box.add(inbox, "three", more));
      assertEquals(full.highestModSeq(), inbox.view().highestModSeq());
      assertEquals(0, inbox.view().countWith(Flag.SEEN));
      assertTrue(inbox.store(UidSet.ALL, Box.take(more), ModSeq.MAX).changed().isEmpty());
    }
  }
}
