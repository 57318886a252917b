package portineria.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold of views. */
interface ViewContract extends StoreUnderTest {

  @Test
  default void aViewNeverChanges() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      List<Uid> uids = box.addAll(inbox, 3);
      View view = inbox.view();
      List<Long> before = figures(view);
      inbox.store(UidSet.ALL, Box.add(Flag.SEEN, new Flag("$New")), ModSeq.MAX);
      inbox.remove(Box.set(uids.get(1)));
      box.add(inbox, "four");
      assertEquals(before, figures(view));
      assertEquals(List.of(), view.flagTable().keywords());
    }
  }

  private static List<Long> figures(View view) {
    List<Long> figures = new ArrayList<>();
    figures.addAll(
        List.of(
            (long) view.count(),
            view.uidNext().value(),
            view.highestModSeq().value(),
            view.octets(),
            (long) view.countWith(Flag.SEEN)));
    for (int i = 0; i < view.count(); i++) {
      figures.addAll(
          List.of(
              view.uid(i),
              view.modSeq(i),
              view.flagBits(i),
              view.size(i),
              view.internalDate(i),
              view.saveDate(i)));
    }
    return figures;
  }

  @Test
  default void anIndexIsFoundByItsUid() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      assertEquals(-1, inbox.view().indexOf(1));
      List<Uid> uids = box.addAll(inbox, 5);
      inbox.remove(Box.set(uids.get(2)));
      View view = inbox.view();
      assertEquals(0, view.indexOf(uids.get(0).value()));
      assertEquals(2, view.indexOf(uids.get(3).value()));
      assertEquals(-3, view.indexOf(uids.get(2).value()));
      assertEquals(-5, view.indexOf(Uid.MAX));
    }
  }

  @Test
  default void anEmptyMailboxHasAModseqAndAUidNext() throws Exception {
    try (Box box = box()) {
      View view = box.create("New").view();
      assertEquals(0, view.count());
      assertTrue(view.highestModSeq().compareTo(ModSeq.ZERO) > 0);
      assertEquals(1, view.uidNext().value());
      assertEquals(0, view.octets());
    }
  }

  @Test
  default void differencesAreToldRemovalsFirst() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      List<Uid> uids = box.addAll(inbox, 5);
      View older = inbox.view();
      inbox.remove(Box.set(uids.get(1), uids.get(3)));
      inbox.store(Box.set(uids.get(4)), Box.add(Flag.SEEN), ModSeq.MAX);
      box.add(inbox, "six", Flag.SEEN);
      View newer = inbox.view();
      assertEquals(List.of("-1", "-3", "~2", "+3"), Told.of(older, newer));
      assertEquals(List.of(), Told.of(newer, inbox.view()));
      inbox.remove(UidSet.ALL);
      assertEquals(List.of("-0", "-1", "-2", "-3", "-4"), Told.of(older, inbox.view()));
    }
  }

  @Test
  default void whatWasChangedIsFoundByItsModseq() throws Exception {
    try (Box box = box()) {
      Mailbox inbox = box.inbox();
      List<Uid> uids = box.addAll(inbox, 3000);
      View older = inbox.view();
      assertEquals(0, older.changedSince(older.highestModSeq()).length);
      assertEquals(3000, older.changedSince(ModSeq.ZERO).length);
      inbox.store(Box.set(uids.get(7), uids.get(2500)), Box.add(Flag.SEEN), ModSeq.MAX);
      ModSeq between = inbox.view().highestModSeq();
      inbox.remove(Box.set(uids.get(1)));
      inbox.store(Box.set(uids.get(8)), Box.add(Flag.SEEN), ModSeq.MAX);
      View newer = inbox.view();
      assertArrayEquals(new int[] {6, 7, 2499}, newer.changedSince(older.highestModSeq()));
      assertArrayEquals(new int[] {7}, newer.changedSince(between));
      assertEquals(0, older.changedSince(older.highestModSeq()).length);
    }
  }

  /** What {@link View#compare} tells, written down. */
  record Told(List<String> all) implements View.Differences {
    static List<String> of(View older, View newer) {
      Told told = new Told(new ArrayList<>());
      newer.compare(older, told);
      return told.all;
    }

    @Override
    public void removed(int olderIndex) {
      all.add("-" + olderIndex);
    }

    @Override
    public void flagged(int index) {
      all.add("~" + index);
    }

    @Override
    public void arrived(int index) {
      all.add("+" + index);
    }
  }
}
